/// Lays a value out as YAML: what is at the top in blocks, what is deep within in one line.
struct YAMLLayout {
    private(set) var text = ""

    /// Writes the file: each key of the map, blocks and lists of maps indented below theirs.
    mutating func writeFile(_ entries: [Written.Entry]) {
        var isBehindBlock = false
        for entry in entries {
            let isBlock = entry.value.isBlock
            if isBlock || isBehindBlock { text += "\n" }
            isBehindBlock = isBlock
            switch entry.value {
            case .map(let inner) where isBlock:
                text += "\(entry.key):\n"
                writeLines(inner, first: "  ", other: "  ")
            case .list(let elements) where isBlock:
                text += "\(entry.key):\n"
                for element in elements {
                    guard case .map(let inner) = element else {
                        preconditionFailure("A list of maps has nothing else in it.")
                    }
                    writeLines(inner, first: "  - ", other: "    ")
                }
            default:
                text += "\(entry.key): \(Self.line(entry.value, isInFlow: false))\n"
            }
        }
    }

    private mutating func writeLines(_ entries: [Written.Entry], first: String, other: String) {
        for (index, entry) in entries.enumerated() {
            let value = Self.line(entry.value, isInFlow: false)
            text += "\(index == 0 ? first : other)\(entry.key): \(value)\n"
        }
    }

    /// A value in one line.
    private static func line(_ value: Written, isInFlow: Bool) -> String {
        switch value {
        case .word(let word):
            return word
        case .text(let text):
            return YAMLText.written(TemplateText.escaping(text), isInFlow: isInFlow)
        case .list(let elements):
            return "[" + elements.map { line($0, isInFlow: true) }.joined(separator: ", ") + "]"
        case .map(let entries) where entries.isEmpty:
            return "{}"
        case .map(let entries):
            let inner = entries.map { "\($0.key): \(line($0.value, isInFlow: true))" }
            return "{ " + inner.joined(separator: ", ") + " }"
        }
    }
}

extension Written {
    /// Whether the value of a key of the file has lines of its own.
    fileprivate var isBlock: Bool {
        switch self {
        case .map(let entries): !entries.isEmpty
        case .list(let elements): elements.contains { if case .map = $0 { true } else { false } }
        case .word, .text: false
        }
    }
}
