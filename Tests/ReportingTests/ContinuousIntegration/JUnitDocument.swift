import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Reads a JUnit document and says what is wrong with it, by the rules of the schema junit-10.
final class JUnitDocument: NSObject, XMLParserDelegate {
    /// What each element may hold and have; what it must have is marked with `!`.
    private static let rules: [String: (children: [String], attributes: [String])] = [
        "testsuites": (["testsuite"], ["name", "time", "tests", "failures", "errors"]),
        "testsuite": (
            ["properties", "testcase"],
            ["name!", "tests", "failures", "errors", "skipped", "time"]
        ),
        "properties": (["property"], []),
        "property": ([], ["name!", "value!"]),
        "testcase": (["skipped", "error", "failure"], ["name!", "classname"]),
        "skipped": ([], ["message"]),
        "error": ([], ["type", "message"]),
        "failure": ([], ["type", "message"]),
    ]

    /// Everything that is wrong.
    private(set) var problems: [String] = []
    /// How many elements of each name there are.
    private(set) var counts: [String: Int] = [:]
    /// The attributes of each element, in order.
    private(set) var attributes: [(element: String, values: [String: String])] = []
    /// The text inside all elements.
    private(set) var body = ""
    private var path: [String] = []

    init(_ text: String) {
        super.init()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        if !parser.parse() {
            problems.append(parser.parserError.map { "\($0)" } ?? "it is no XML")
        }
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        if let parent = path.last {
            if Self.rules[parent]?.children.contains(name) != true {
                problems.append("<\(name)> may not stand in <\(parent)>")
            }
        } else if name != "testsuites" {
            problems.append("<\(name)> may not be the root")
        }
        let known = Self.rules[name]?.attributes ?? []
        for attribute in attributes.keys.sorted()
        where !known.contains(attribute) && !known.contains(attribute + "!") {
            problems.append("<\(name)> may not have '\(attribute)'")
        }
        for attribute in known where attribute.hasSuffix("!") {
            if attributes[String(attribute.dropLast())] == nil {
                problems.append("<\(name)> lacks '\(attribute.dropLast())'")
            }
        }
        for number in ["tests", "failures", "errors", "skipped"] {
            if let text = attributes[number], Int(text) == nil {
                problems.append("'\(text)' is no number")
            }
        }
        if let time = attributes["time"], Double(time) == nil {
            problems.append("'\(time)' is no time")
        }
        counts[name, default: 0] += 1
        self.attributes.append((name, attributes))
        path.append(name)
    }

    func parser(
        _ parser: XMLParser,
        didEndElement name: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) {
        path.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) { body += text }
}
