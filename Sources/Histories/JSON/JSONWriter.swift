/// A JSON text in the making, member by member.
///
/// Determinism: members stand in the order in which they are written, without any space.
struct JSONWriter {
    private var bytes: [UInt8] = []
    private var needsComma = false

    /// The text so far.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Writes the text into `output` and begins anew, keeping the storage.
    mutating func flush(into output: inout String) {
        output += text
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    /// Begins an object.
    mutating func beginObject() { open("{") }
    /// Ends an object.
    mutating func endObject() { close("}") }
    /// Begins a list.
    mutating func beginArray() { open("[") }
    /// Ends a list.
    mutating func endArray() { close("]") }

    /// Writes the name of a member.
    mutating func name(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes an integer.
    mutating func integer(_ value: some BinaryInteger) { raw(String(value)) }

    /// Writes a switch.
    mutating func boolean(_ value: Bool) { raw(value ? "true" : "false") }

    /// Writes a string, escaped.
    mutating func string(_ value: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
            case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0..<0x20:
                bytes.append(contentsOf: (byte < 0x10 ? "\\u000" : "\\u00").utf8)
                bytes.append(contentsOf: String(byte, radix: 16).utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    private mutating func raw(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
        needsComma = true
    }

    private mutating func open(_ bracket: Unicode.Scalar) {
        separate()
        bytes.append(UInt8(ascii: bracket))
        needsComma = false
    }

    private mutating func close(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = false
    }
}
