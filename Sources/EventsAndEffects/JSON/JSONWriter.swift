/// Writes JSON text piece by piece, without a tree in between: a frame per token is written.
///
/// The caller writes members in the order in which they shall stand; the text is compact. The pieces
/// are gathered as bytes, which is several times cheaper than appending to a string.
package struct JSONWriter {
    private var bytes: [UInt8] = []
    private var needsComma = false

    /// Starts an empty text, with room for so many bytes.
    package init(capacity: Int = 128) {
        bytes.reserveCapacity(capacity)
    }

    /// The text so far.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Appends the text so far to another and begins anew, keeping the room.
    package mutating func flush(into output: inout String) {
        output += text
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    /// Writes an object whose members `body` writes.
    package mutating func object(_ body: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "{"))
        body(&self)
        close(UInt8(ascii: "}"))
    }

    /// Writes an array whose elements `body` writes.
    package mutating func array(_ body: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "["))
        body(&self)
        close(UInt8(ascii: "]"))
    }

    /// Writes the name of the member whose value comes next.
    ///
    /// The name needs no escape; for one that might, there is ``name(escaping:)``.
    package mutating func name(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        append(name)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes the name of the member whose value comes next, escaped where JSON demands it.
    package mutating func name(escaping name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a member with a string.
    package mutating func member(_ name: StaticString, _ value: String) {
        self.name(name)
        string(value)
    }

    /// Writes a member with an integer.
    package mutating func member(_ name: StaticString, _ value: some BinaryInteger) {
        self.name(name)
        integer(value)
    }

    /// Writes a member with a boolean.
    package mutating func member(_ name: StaticString, _ value: Bool) {
        self.name(name)
        boolean(value)
    }

    /// Writes a boolean.
    package mutating func boolean(_ value: Bool) {
        separate()
        append(value ? "true" : "false")
    }

    /// Writes an integer.
    package mutating func integer(_ value: some BinaryInteger) {
        separate()
        bytes.append(contentsOf: String(value).utf8)
    }

    /// Writes a number given in thousandths, exactly: 1500 as `1.500`.
    package mutating func thousandths(_ number: Int64) {
        separate()
        let (whole, part) = number.magnitude.quotientAndRemainder(dividingBy: 1_000)
        let digits = String(part)
        let zeros = String(repeating: "0", count: 3 - digits.utf8.count)
        bytes.append(contentsOf: "\(number < 0 ? "-" : "")\(whole).\(zeros)\(digits)".utf8)
    }

    /// Writes a string, escaped where JSON demands it.
    package mutating func string(_ value: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        value.withBytes { characters in
            // Most strings need no escape: they are appended in one piece.
            if JSONPlainText.isAll(characters) {
                bytes.append(contentsOf: characters)
            } else {
                for character in characters { appendEscaped(character) }
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// A string alone, in quotes and escaped where JSON demands it.
    package static func quoted(_ value: String) -> String {
        var writer = JSONWriter(capacity: value.utf8.count + 2)
        writer.string(value)
        return writer.text
    }

    /// Whether a string stands in JSON as it is, without an escape.
    package static func isPlain(_ value: String) -> Bool {
        value.withBytes { JSONPlainText.isAll($0) }
    }

    private mutating func appendEscaped(_ character: UInt8) {
        switch character {
        case UInt8(ascii: "\""): append(#"\""#)
        case UInt8(ascii: "\\"): append(#"\\"#)
        case 0x0A: append(#"\n"#)
        case 0x0D: append(#"\r"#)
        case 0x09: append(#"\t"#)
        case 0..<0x20:
            append(#"\u00"#)
            bytes.append(UInt8(ascii: "0") + character >> 4)
            let low = character & 0xF
            bytes.append(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
        default: bytes.append(character)
        }
    }

    private mutating func append(_ literal: StaticString) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(
                start: literal.utf8Start,
                count: literal.utf8CodeUnitCount
            )
        )
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }
}
