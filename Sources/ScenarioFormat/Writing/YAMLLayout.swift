/// Lays a value out as YAML: what is at the top in blocks, what is deep within in one line.
struct YAMLLayout {
    private(set) var text = ""

    /// Writes the file: each key of the map, blocks and lists of maps indented below theirs.
    mutating func writeFile(_ entries: [Written.Entry]) {
        for entry in entries {
            switch entry.value {
            case .map(let inner) where !inner.isEmpty:
                text += "\n\(entry.key):\n"
                writeLines(inner, first: "  ", other: "  ")
            case .list(let elements) where elements.contains(where: \.isMap):
                text += "\n\(entry.key):\n"
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
            return YAMLText.written(text, isInFlow: isInFlow)
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
    /// Whether this is a map.
    fileprivate var isMap: Bool {
        if case .map = self { true } else { false }
    }
}
