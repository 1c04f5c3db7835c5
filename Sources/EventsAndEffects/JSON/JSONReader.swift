/// A strict reader of JSON text (RFC 8259): no comments, no trailing commas, no repeated members.
package struct JSONReader {
    /// How many arrays and objects may be open at once.
    package static let depthLimit = 64

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    /// Reads the one value that `text` consists of.
    package static func read(_ text: String) throws(JSONError) -> JSONValue {
        var text = text
        let result: Result<JSONValue, JSONError> = text.withUTF8 { bytes in
            var reader = JSONReader(bytes: bytes)
            do throws(JSONError) { return .success(try reader.readDocument()) } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    private mutating func readDocument() throws(JSONError) -> JSONValue {
        let value = try readValue(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw failure(.trailingText) }
        return value
    }

    private mutating func readValue(depth: Int) throws(JSONError) -> JSONValue {
        skipSpace()
        switch peek ?? 0 {
        case UInt8(ascii: "{"): return try readObject(depth: depth + 1)
        case UInt8(ascii: "["): return try readArray(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try readString())
        case UInt8(ascii: "t"): return try readWord("true", .boolean(true))
        case UInt8(ascii: "f"): return try readWord("false", .boolean(false))
        case UInt8(ascii: "n"): return try readWord("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try readNumber()
        default: throw unexpected
        }
    }

    private mutating func readObject(depth: Int) throws(JSONError) -> JSONValue {
        guard depth <= Self.depthLimit else { throw failure(.tooDeep) }
        position += 1
        var members: [JSONValue.Member] = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            let start = position
            guard peek == UInt8(ascii: "\"") else { throw unexpected }
            let name = try readString()
            guard !members.contains(where: { $0.name == name }) else {
                throw JSONError(offset: start, reason: .repeatedMember)
            }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw unexpected }
            members.append(.init(name: name, value: try readValue(depth: depth)))
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw unexpected }
        }
    }

    private mutating func readArray(depth: Int) throws(JSONError) -> JSONValue {
        guard depth <= Self.depthLimit else { throw failure(.tooDeep) }
        position += 1
        var elements: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try readValue(depth: depth))
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(elements) }
            guard take(UInt8(ascii: ",")) else { throw unexpected }
        }
    }

    private mutating func readWord(
        _ word: StaticString,
        _ value: JSONValue
    ) throws(JSONError) -> JSONValue {
        for index in 0..<word.utf8CodeUnitCount {
            guard take(word.utf8Start[index]) else { throw unexpected }
        }
        return value
    }

    private mutating func readNumber() throws(JSONError) -> JSONValue {
        let start = position
        var isInteger = true
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try skipDigits(from: start) }
        if take(UInt8(ascii: ".")) {
            isInteger = false
            try skipDigits(from: start)
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            isInteger = false
            position += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
            try skipDigits(from: start)
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger, let value = Int64(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else {
            throw JSONError(offset: start, reason: .invalidNumber)
        }
        return .number(value)
    }

    private mutating func skipDigits(from start: Int) throws(JSONError) {
        let first = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            position += 1
        }
        guard position > first else { throw JSONError(offset: start, reason: .invalidNumber) }
    }

    private mutating func readString() throws(JSONError) -> String {
        position += 1
        let start = position
        // Most strings have no escape: they are copied in one piece.
        position = endOfPlainText(from: start)
        if take(UInt8(ascii: "\"")) {
            return String(decoding: bytes[start..<(position - 1)], as: UTF8.self)
        }
        var content = Array(bytes[start..<position])
        while true {
            guard let byte = peek else { throw failure(.unexpectedEnd) }
            guard byte >= 0x20 else { throw failure(.controlCharacter) }
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: content, as: UTF8.self)
            case UInt8(ascii: "\\"): try readEscape(into: &content)
            default: content.append(byte)
            }
        }
    }

    /// Where the next quote, escape or control character is.
    private func endOfPlainText(from start: Int) -> Int {
        var end = start
        // Sixteen bytes at once, without leaving early: a few wide instructions.
        while end + 16 <= bytes.count {
            var isPlain = true
            for offset in 0..<16 { isPlain = isPlain && Self.isPlain(bytes[end + offset]) }
            guard isPlain else { break }
            end += 16
        }
        while end < bytes.count, Self.isPlain(bytes[end]) { end += 1 }
        return end
    }

    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private mutating func readEscape(into content: inout [UInt8]) throws(JSONError) {
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
            content.append(contentsOf: String(Character(scalar)).utf8)
        default: throw JSONError(offset: start, reason: .invalidEscape)
        }
    }

    private mutating func readScalar(escapeAt start: Int) throws(JSONError) -> Unicode.Scalar {
        var code = try readHexadecimal(escapeAt: start)
        if (0xD800..<0xDC00).contains(code) {
            guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
                throw JSONError(offset: start, reason: .invalidEscape)
            }
            let low = try readHexadecimal(escapeAt: start)
            guard (0xDC00..<0xE000).contains(low) else {
                throw JSONError(offset: start, reason: .invalidEscape)
            }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else {
            throw JSONError(offset: start, reason: .invalidEscape)
        }
        return scalar
    }

    private mutating func readHexadecimal(escapeAt start: Int) throws(JSONError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek else { throw failure(.unexpectedEnd) }
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw JSONError(offset: start, reason: .invalidEscape)
            }
            position += 1
            code = code << 4 | UInt32(digit)
        }
        return code
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            position += 1
        }
    }

    private var unexpected: JSONError {
        failure(position == bytes.count ? .unexpectedEnd : .unexpectedCharacter)
    }

    private func failure(_ reason: JSONError.Reason) -> JSONError {
        JSONError(offset: position, reason: reason)
    }
}
