internal import EventsAndEffects

extension JSONNode {
    /// The column of its first byte, from 1.
    var column: Int { offset + 1 }

    /// What to call the value's type in a sentence.
    var typeName: String {
        switch value {
        case .null: "null"
        case .boolean: "a switch"
        case .number(let text): "the number \(text)"
        case .string(let text): "the text '\(text)'"
        case .array: "a list"
        case .object: "a map"
        }
    }
}

extension JSONNode.Member {
    /// The column of the name, from 1.
    var column: Int { offset + 1 }
}
