/// Finds the values that were bound to a statement, from its SQL as it was written and as SQLite
/// expands it: SQLite tells the one and the other, but not the values themselves.
package struct ExpandedStatement {
    private let template: [UInt8]
    private let expanded: [UInt8]
    private var at = 0
    private var values: [StatementTape.Value?] = []

    /// The values bound to the parameters; nil if the two texts do not belong together, or a value is
    /// of a kind that no tape has.
    package static func values(of template: String, as expanded: String) -> [StatementTape.Value]? {
        var reader = ExpandedStatement(template, expanded)
        return reader.read()
    }

    private init(_ template: String, _ expanded: String) {
        self.template = Array(template.utf8)
        self.expanded = Array(expanded.utf8)
    }

    private mutating func read() -> [StatementTape.Value]? {
        var index = 0
        while index < template.count {
            let byte = template[index]
            index += 1
            if byte == UInt8(ascii: "?") {
                let number = parameterNumber(&index)
                guard let value = literal() else { return nil }
                while values.count < number { values.append(nil) }
                values[number - 1] = value
            } else if byte == UInt8(ascii: "'") {
                // A question mark inside a literal of the template is no parameter.
                guard matches(byte), copyLiteral(&index) else { return nil }
            } else {
                guard matches(byte) else { return nil }
            }
        }
        return at == expanded.count ? values.map { $0 ?? .null } : nil
    }

    /// The number of a parameter: the one after its question mark, else the next.
    private func parameterNumber(_ index: inout Int) -> Int {
        var number = 0
        while index < template.count, let digit = Self.digit(template[index]) {
            number = number * 10 + digit
            index += 1
        }
        return number == 0 ? values.count + 1 : number
    }

    private mutating func matches(_ byte: UInt8) -> Bool {
        guard at < expanded.count, expanded[at] == byte else { return false }
        at += 1
        return true
    }

    private mutating func copyLiteral(_ index: inout Int) -> Bool {
        while index < template.count {
            let byte = template[index]
            index += 1
            guard matches(byte) else { return false }
            if byte == UInt8(ascii: "'") { return true }
        }
        return false
    }

    private mutating func literal() -> StatementTape.Value? {
        guard at < expanded.count else { return nil }
        if expanded[at] == UInt8(ascii: "'") { return text() }
        var word: [UInt8] = []
        while at < expanded.count, Self.isOfWord(expanded[at]) {
            word.append(expanded[at])
            at += 1
        }
        let literal = String(decoding: word, as: UTF8.self)
        if literal == "NULL" { return .null }
        if let integer = Int64(literal) { return .integer(integer) }
        return Double(literal).map { .real($0) }
    }

    /// A text, in which every quotation mark is doubled.
    private mutating func text() -> StatementTape.Value? {
        at += 1
        var bytes: [UInt8] = []
        while at < expanded.count {
            let byte = expanded[at]
            at += 1
            if byte == UInt8(ascii: "'") {
                guard at < expanded.count, expanded[at] == byte else {
                    return .text(String(decoding: bytes, as: UTF8.self))
                }
                at += 1
            }
            bytes.append(byte)
        }
        return nil
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        let letters = UInt8(ascii: "A")...UInt8(ascii: "Z")
        return digit(byte) != nil || letters.contains(byte & ~0x20) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
    }

    private static func digit(_ byte: UInt8) -> Int? {
        byte >= 0x30 && byte <= 0x39 ? Int(byte) - 0x30 : nil
    }
}
