/// The bytes of a JSON string, escapes resolved.
struct JSONStringDecoder {
    private var bytes: [UInt8] = []

    /// The text; nil unless it is UTF-8.
    var text: String? { String(validating: bytes, as: UTF8.self) }

    /// Adds an unescaped byte.
    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    /// Adds the character of the escape whose backslash stands just before `position`.
    ///
    /// Returns what is wrong with it, if anything.
    mutating func escape(in source: [UInt8], at position: inout Int) -> JSONProblem? {
        guard position < source.count else { return .unexpectedEnd }
        let byte = source[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(byte)
        case UInt8(ascii: "b"): bytes.append(0x08)
        case UInt8(ascii: "f"): bytes.append(0x0C)
        case UInt8(ascii: "n"): bytes.append(0x0A)
        case UInt8(ascii: "r"): bytes.append(0x0D)
        case UInt8(ascii: "t"): bytes.append(0x09)
        case UInt8(ascii: "u"): return unicodeEscape(in: source, at: &position)
        default: return .invalidEscape
        }
        return nil
    }

    private mutating func unicodeEscape(
        in source: [UInt8],
        at position: inout Int
    ) -> JSONProblem? {
        guard let unit = Self.codeUnit(in: source, at: &position) else { return .invalidEscape }
        var scalarValue = UInt32(unit)
        if (0xD800..<0xDC00).contains(scalarValue) {
            guard position + 1 < source.count, source[position] == UInt8(ascii: "\\"),
                source[position + 1] == UInt8(ascii: "u")
            else { return .loneSurrogate }
            position += 2
            guard let low = Self.codeUnit(in: source, at: &position),
                (0xDC00..<0xE000).contains(low)
            else { return .loneSurrogate }
            scalarValue = 0x10000 + (scalarValue - 0xD800) << 10 + UInt32(low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(scalarValue) else { return .loneSurrogate }
        bytes.append(contentsOf: Array(String(scalar).utf8))
        return nil
    }

    private static func codeUnit(in source: [UInt8], at position: inout Int) -> UInt16? {
        guard position + 4 <= source.count else { return nil }
        var unit: UInt16 = 0
        for byte in source[position..<position + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                return nil
            }
            unit = unit << 4 | UInt16(digit)
        }
        position += 4
        return unit
    }
}
