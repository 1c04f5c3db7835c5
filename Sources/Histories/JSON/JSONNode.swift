/// A JSON value and the column at which it begins.
struct JSONNode: Equatable {
    /// A JSON value; a number keeps its text, so that 64-bit integers stay exact.
    indirect enum Value: Equatable {
        case null
        case boolean(Bool)
        case number(String)
        case string(String)
        case array([JSONNode])
        case object([JSONMember])
    }

    /// The value.
    var value: Value
    /// The column of its first byte, from 1.
    var column: Int

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

/// A name and value of a JSON object.
struct JSONMember: Equatable {
    /// The name.
    var name: String
    /// The column of the name, from 1.
    var column: Int
    /// The value.
    var node: JSONNode
}
