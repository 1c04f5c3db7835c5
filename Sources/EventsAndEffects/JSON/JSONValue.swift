/// A JSON value whose objects keep the order of their members.
///
/// The project reads and writes small JSON texts on its hottest paths (a frame per token) and must
/// notice what Foundation's coders hide: extra and repeated members.
package enum JSONValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    /// A number without fraction or exponent that fits.
    case integer(Int64)
    /// Any other number.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([Member])

    /// One member of an object.
    package struct Member: Hashable, Sendable {
        package let name: String
        package let value: JSONValue

        package init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The string, if it is one.
    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The integer, if it is one.
    package var integer: Int64? {
        if case .integer(let value) = self { value } else { nil }
    }

    /// The boolean, if it is one.
    package var boolean: Bool? {
        if case .boolean(let value) = self { value } else { nil }
    }

    /// The members, if it is an object.
    package var members: [Member]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// The value of the member of that name, if it is an object that has one.
    package subscript(name: String) -> JSONValue? {
        members?.first { $0.name == name }?.value
    }
}

extension JSONValue: JSONTree {
    package init?(_ content: JSONContent<JSONValue>, at offset: Int) {
        switch content {
        case .null: self = .null
        case .boolean(let value): self = .boolean(value)
        case .string(let text): self = .string(text)
        case .array(let elements): self = .array(elements)
        case .object(let members): self = .object(members)
        case .number(let text):
            if let value = Int64(text) {
                self = .integer(value)
            } else {
                guard let value = Double(text), value.isFinite else { return nil }
                self = .number(value)
            }
        }
    }
}

extension JSONValue.Member: JSONTreeMember {
    package init(name: String, at offset: Int, value: JSONValue) {
        self.init(name: name, value: value)
    }
}
