/// Why a text is not JSON.
public enum JSONProblem: Error, Sendable, Equatable {
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
    /// A number is not written as JSON wants it.
    case invalidNumber
    /// An object has the same name twice.
    case duplicateName(String)
    /// Values are nested deeper than this reader goes.
    case tooDeep
}
