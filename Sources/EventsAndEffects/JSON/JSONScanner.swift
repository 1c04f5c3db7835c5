/// Reads the words, numbers and strings of a JSON text.
struct JSONScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let isText: Bool
    /// Bytes that were read.
    var position = 0

    /// Starts before some bytes, which are UTF-8 for sure if they are those of a text.
    init(_ bytes: UnsafeBufferPointer<UInt8>, ofText isText: Bool) {
        self.bytes = bytes
        self.isText = isText
    }

    /// The next byte; `nil` at the end.
    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Reads that byte, if it is the next one.
    mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            position += 1
        }
    }

    mutating func word(_ word: StaticString) throws(JSONError) {
        for index in 0..<word.utf8CodeUnitCount {
            guard take(word.utf8Start[index]) else { throw unexpected }
        }
    }

    mutating func number() throws(JSONError) -> String {
        let start = position
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try skipDigits(from: start) }
        if take(UInt8(ascii: ".")) { try skipDigits(from: start) }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try skipDigits(from: start)
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func skipDigits(from start: Int) throws(JSONError) {
        let first = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            position += 1
        }
        guard position > first else { throw failure(.invalidNumber, of: start) }
    }

    /// Reads a string, whose quote is the next byte.
    mutating func string() throws(JSONError) -> String {
        let quote = position
        position = JSONPlainText.end(in: bytes, from: quote + 1)
        // Most strings have no escape: they are copied in one piece.
        if take(UInt8(ascii: "\"")) {
            return try text(bytes[(quote + 1)..<(position - 1)], at: quote)
        }
        var content = Array(bytes[(quote + 1)..<position])
        while true {
            guard let byte = peek else { throw failure(.unexpectedEnd) }
            guard byte >= 0x20 else { throw failure(.controlCharacter) }
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return try text(content[...], at: quote)
            case UInt8(ascii: "\\"): try readEscape(into: &content)
            default: content.append(byte)
            }
        }
    }

    private func text(
        _ content: some Collection<UInt8>,
        at quote: Int
    ) throws(JSONError) -> String {
        // Doubling the speed of reading frames: to validate costs more than all the rest.
        if isText { return String(decoding: content, as: UTF8.self) }
        guard let text = String(validating: content, as: UTF8.self) else {
            throw JSONError(offset: quote, position: quote, problem: .invalidUTF8)
        }
        return text
    }

    /// The error that the next byte makes.
    var unexpected: JSONError {
        failure(peek.map(JSONProblem.unexpectedByte) ?? .unexpectedEnd)
    }

    /// The error that shows here, of what began at `start` or begins here.
    func failure(_ problem: JSONProblem, of start: Int? = nil) -> JSONError {
        JSONError(offset: start ?? position, position: position, problem: problem)
    }
}
