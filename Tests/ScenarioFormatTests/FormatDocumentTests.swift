import EventsAndEffects
import Foundation
import Histories
import ScenarioFormat
import Scenarios
import Testing

/// The documentation of the format says what the parser knows.
@Suite struct FormatDocumentTests {
    private let text: String

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appending(
            path: "Sources/ScenarioFormat/Documentation.docc/TheScenarioFormat.md"
        )
        text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }

    @Test func `the defaults that are shown are the defaults`() throws {
        let block = text.components(separatedBy: "<!-- defaults -->\n```yaml\n")[1]
            .components(separatedBy: "```")[0]
        let shown = try scenario(block)
        let minimal = Scenario(
            name: "test",
            summary: shown.summary,
            clients: [ClientGroup(sessions: 100)]
        )
        #expect(shown == minimal)
        let formatter = ScenarioFormatter(
            parser: ScenarioParser(knownInvariants: knownInvariants)
        )
        #expect(
            formatter.format(bytes: Array(block.utf8), fileName: "test.yaml") == .laidOut(block)
        )
    }

    @Test func `every key of the schema is there`() {
        let schema = ScenarioSchema(knownInvariants: knownInvariants).json
        let names = Set(propertyNames(of: schema))
        #expect(names.count > 60)
        for name in names {
            let isThere =
                text.contains("\(name):") || text.contains("`\(name)`")
                || text.contains(" \(name): ")
            #expect(isThere, "the document does not know '\(name)'")
        }
    }

    @Test func `every fault with its settings, and every policy, is there`() {
        for fault in FaultCatalog.entries {
            let row = text.split(separator: "\n").first { $0.hasPrefix("| `\(fault.name)` |") }
            #expect(row != nil, "no row for \(fault.name)")
            for setting in fault.settings {
                #expect(row?.contains("`\(setting)`") == true, "\(fault.name): \(setting)")
            }
        }
        for word in ["fifo", "jitter", "random", "pct(", "step: ", "write: "] {
            #expect(text.contains("`\(word)"), "\(word)")
        }
    }

    private func propertyNames(of value: JSONValue) -> [String] {
        if case .array(let elements) = value { return elements.flatMap(propertyNames) }
        return (value.members ?? []).flatMap { member -> [String] in
            let inner = propertyNames(of: member.value)
            guard member.name == "properties" else { return inner }
            return (member.value.members ?? []).map(\.name) + inner
        }
    }
}
