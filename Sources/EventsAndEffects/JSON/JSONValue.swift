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

/// Where and why a text is not JSON.
package struct JSONError: Error, Hashable, CustomStringConvertible {
    /// Bytes before the place, from 0.
    package let offset: Int
    /// What is wrong there.
    package let reason: Reason

    /// What can be wrong with a text.
    package enum Reason: String, Sendable {
        case unexpectedEnd = "the text ends too early"
        case unexpectedCharacter = "unexpected character"
        case trailingText = "text after the value"
        case tooDeep = "nested too deeply"
        case invalidNumber = "not a number that JSON knows"
        case invalidEscape = "not an escape that JSON knows"
        case controlCharacter = "control character in a string"
        case repeatedMember = "a member is named twice"
    }

    package var description: String { "\(reason.rawValue) at byte \(offset)" }
}
