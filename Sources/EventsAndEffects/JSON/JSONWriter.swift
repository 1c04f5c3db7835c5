/// Writes JSON text piece by piece, without a tree in between: a frame per token is written.
///
/// The caller writes members in the order in which they shall stand; the text is compact.
package struct JSONWriter {
    /// The text so far.
    package private(set) var text = ""
    private var needsComma = false

    /// Starts an empty text, with room for so many bytes: growing costs more than writing.
    package init(capacity: Int = 128) {
        text.reserveCapacity(capacity)
    }

    /// Writes an object whose members `body` writes.
    package mutating func object(_ body: (inout JSONWriter) -> Void) {
        open("{")
        body(&self)
        close("}")
    }

    /// Writes an array whose elements `body` writes.
    package mutating func array(_ body: (inout JSONWriter) -> Void) {
        open("[")
        body(&self)
        close("]")
    }

    /// Writes the name of the member whose value comes next.
    ///
    /// Names need no escape.
    package mutating func name(_ name: StaticString) {
        separate()
        text += "\""
        text += name.description
        text += "\":"
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
        separate()
        text += value ? "true" : "false"
    }

    /// Writes an integer.
    package mutating func integer(_ value: some BinaryInteger) {
        separate()
        text += String(value)
    }

    /// Writes a string, escaped where JSON demands it.
    package mutating func string(_ value: String) {
        separate()
        text += "\""
        // Most strings need no escape: they are appended in one piece.
        if Self.isPlain(value) {
            text += value
        } else {
            appendEscaped(value)
        }
        text += "\""
    }

    private static func isPlain(_ value: String) -> Bool {
        var value = value
        return value.withUTF8 { bytes in
            for byte in bytes where byte < 0x20 || byte == 0x22 || byte == 0x5C { return false }
            return true
        }
    }

    private mutating func appendEscaped(_ value: String) {
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    private mutating func open(_ bracket: String) {
        separate()
        text += bracket
        needsComma = false
    }

    private mutating func close(_ bracket: String) {
        text += bracket
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { text += "," }
        needsComma = true
    }
}
