/// Why a text is not JSON.
package enum JSONProblem: Hashable, Sendable {
    /// The text ends too early.
    case unexpectedEnd
    /// Something else than this byte was expected.
    case unexpectedByte(UInt8)
    /// There is something after the value.
    case trailingBytes
    /// A control character stands unescaped in a string.
    case controlCharacter
    /// A backslash is followed by something that is no escape.
    case invalidEscape
    /// A `\u` escape is half of a surrogate pair.
    case loneSurrogate
    /// A string is not UTF-8.
    case invalidUTF8
    /// A number is not written as JSON wants it, or too large.
    case invalidNumber
    /// An object has the same name twice.
    case duplicateName(String)
    /// Values are nested deeper than the reader goes.
    case tooDeep
    /// There are more values than the reader takes.
    case tooManyValues
}

/// Where and why a text is not JSON.
package struct JSONError: Error, Hashable, CustomStringConvertible {
    /// Bytes before what is wrong, from 0: a number, escape or string counts from its begin.
    package let offset: Int
    /// Bytes before the place where it showed, from 0: at ``offset`` or inside what begins there.
    package let position: Int
    /// What is wrong there.
    package let problem: JSONProblem

    package var description: String { "\(words) at byte \(offset)" }

    private var words: String {
        switch problem {
        case .unexpectedEnd: "the text ends too early"
        case .unexpectedByte: "unexpected character"
        case .trailingBytes: "text after the value"
        case .tooDeep: "nested too deeply"
        case .tooManyValues: "too many values"
        case .invalidNumber: "not a number that JSON knows"
        case .invalidEscape, .loneSurrogate: "not an escape that JSON knows"
        case .invalidUTF8: "not UTF-8"
        case .controlCharacter: "control character in a string"
        case .duplicateName: "a member is named twice"
        }
    }
}
