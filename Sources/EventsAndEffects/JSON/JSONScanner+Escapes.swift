extension JSONScanner {
    /// Reads an escape, whose backslash was the last byte.
    mutating func readEscape(into content: inout [UInt8]) throws(JSONError) {
        let start = position - 1
        guard let byte = peek else { throw failure(.unexpectedEnd) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"):
            let scalar = try readScalar(escapeAt: start)
            content.append(contentsOf: scalar.utf8)
        default: throw failure(.invalidEscape, of: start)
        }
    }

    private mutating func readScalar(escapeAt start: Int) throws(JSONError) -> Unicode.Scalar {
        guard var code = readHexadecimal() else { throw failure(.invalidEscape, of: start) }
        if (0xD800..<0xDC00).contains(code) {
            guard let low = readLowSurrogate() else { throw failure(.loneSurrogate, of: start) }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw failure(.loneSurrogate, of: start) }
        return scalar
    }

    private mutating func readLowSurrogate() -> UInt32? {
        let start = position
        guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            position = start
            return nil
        }
        guard let code = readHexadecimal(), (0xDC00..<0xE000).contains(code) else { return nil }
        return code
    }

    /// Reads four digits; `nil`, and reads nothing, if there are not so many.
    private mutating func readHexadecimal() -> UInt32? {
        let start = position
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = peek.flatMap(Self.value(ofDigit:)) else {
                position = start
                return nil
            }
            position += 1
            code = code << 4 | digit
        }
        return code
    }

    private static func value(ofDigit byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
