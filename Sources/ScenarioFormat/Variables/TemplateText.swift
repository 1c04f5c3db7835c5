/// A text in which `${NAME}` stands for a variable and `$${` for `${` itself.
enum TemplateText {
    /// A piece of such a text.
    enum Part: Equatable {
        /// What stands for itself.
        case literal(Substring)
        /// The name of a variable.
        case variable(String)
        /// What begins like a variable and is none.
        case malformed(String)
    }

    private static let opening = "${".utf8
    private static let escaped = "$${".utf8
    private static let longestShown = 40

    /// Whether a text has anything to replace.
    static func isTemplate(_ text: String) -> Bool {
        var isBehindDollar = false
        for byte in text.utf8 {
            if isBehindDollar, byte == UInt8(ascii: "{") { return true }
            isBehindDollar = byte == UInt8(ascii: "$")
        }
        return false
    }

    /// The variables of a text, in order.
    static func variables(in text: String) -> [String] {
        guard isTemplate(text) else { return [] }
        return parts(of: text).compactMap {
            if case .variable(let name) = $0 { name } else { nil }
        }
    }

    /// The pieces of a text, in order.
    static func parts(of text: String) -> [Part] {
        var parts: [Part] = []
        var rest = text[...]
        while !rest.isEmpty {
            if rest.utf8.starts(with: escaped) {
                parts.append(.literal("${"))
                rest = Substring(rest.utf8.dropFirst(3))
            } else if rest.utf8.starts(with: opening) {
                parts.append(variable(in: &rest))
            } else {
                let dollar = rest.utf8.dropFirst().firstIndex(of: UInt8(ascii: "$"))
                let end = dollar ?? rest.endIndex
                parts.append(.literal(rest[..<end]))
                rest = rest[end...]
            }
        }
        return parts
    }

    /// Takes a variable off the start of a text.
    private static func variable(in text: inout Substring) -> Part {
        guard let brace = text.utf8.firstIndex(of: UInt8(ascii: "}")) else {
            defer { text = "" }
            return .malformed(String(text.unicodeScalars.prefix(longestShown)))
        }
        let end = text.utf8.index(after: brace)
        let whole = text[..<end]
        let name = Substring(whole.utf8.dropFirst(2).dropLast())
        text = text[end...]
        return VariableName.isValid(name)
            ? .variable(String(name))
            : .malformed(String(whole.unicodeScalars.prefix(longestShown)))
    }

    /// The template of a text: it reads back as exactly that.
    static func escaping(_ text: String) -> String {
        var bytes: [UInt8] = []
        var isBehindDollar = false
        for byte in text.utf8 {
            if isBehindDollar, byte == UInt8(ascii: "{") { bytes.append(UInt8(ascii: "$")) }
            isBehindDollar = byte == UInt8(ascii: "$")
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
