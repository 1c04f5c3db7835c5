/// Cuts a Swift source into tokens: as much of the language as this project's sources use.
///
/// A string literal is one token with all that is interpolated in it: what only words a message is
/// not mutated.
struct Lexer {
    private let bytes: [UInt8]
    private var place = 0
    private var tokens: [Token] = []
    private var isLineStart = true

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The tokens of a source, in order.
    static func tokens(of source: [UInt8]) -> [Token] {
        var lexer = Lexer(source)
        lexer.run()
        return lexer.tokens
    }

    private mutating func run() {
        while skipSpaceAndComments() {
            let start = place
            let kind = takeToken()
            let spacing = Token.Spacing(
                before: start == 0 || Self.opens(bytes[start - 1]),
                after: place == bytes.count || Self.closes(bytes[place])
            )
            tokens.append(
                Token(
                    kind: kind,
                    text: String(decoding: bytes[start..<place], as: UTF8.self),
                    range: start..<place,
                    startsLine: isLineStart,
                    spacing: spacing
                )
            )
            isLineStart = false
        }
    }

    /// Goes on to the next token; false at the end.
    private mutating func skipSpaceAndComments() -> Bool {
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "\n") { isLineStart = true }
            if Self.isSpace(bytes[place]) {
                place += 1
            } else if isAhead("//") {
                while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
            } else {
                return true
            }
        }
        return false
    }

    private mutating func takeToken() -> Token.Kind {
        let first = bytes[place]
        if Self.isWord(first), !Self.isDigit(first) {
            take(while: Self.isWord)
            return .word
        }
        if Self.isDigit(first) {
            take(while: Self.isWord)
            return .number
        }
        if first == UInt8(ascii: "`") {
            place += 1
            take { $0 != UInt8(ascii: "`") }
            place += 1
            return .word
        }
        if first == UInt8(ascii: "\"") {
            takeString()
            return .string
        }
        // A run of dots is a range operator; a single one is a member's.
        let isRange = isAhead("..")
        if Self.isOperator(first) || isRange {
            take { Self.isOperator($0) || (isRange && $0 == UInt8(ascii: ".")) }
            return .operator
        }
        place += 1
        return .punctuation
    }

    private mutating func take(while isPart: (UInt8) -> Bool) {
        while place < bytes.count, isPart(bytes[place]) { place += 1 }
    }

    private mutating func takeString() {
        let quotes = isAhead("\"\"\"") ? 3 : 1
        let mark = [UInt8](repeating: UInt8(ascii: "\""), count: quotes)
        place += quotes
        while place < bytes.count, !bytes[place...].starts(with: mark) {
            if isAhead("\\(") {
                place += 2
                takeInterpolation()
            } else {
                place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
            }
        }
        place += quotes
    }

    private mutating func takeInterpolation() {
        var depth = 1
        while place < bytes.count, depth > 0 {
            switch bytes[place] {
            case UInt8(ascii: "\""): takeString()
            case UInt8(ascii: "("):
                depth += 1
                place += 1
            case UInt8(ascii: ")"):
                depth -= 1
                place += 1
            default: place += 1
            }
        }
    }

    private func isAhead(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[place...].starts(with: $0) }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 128
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 32)
    }

    private static func isOperator(_ byte: UInt8) -> Bool {
        "+-*/=<>!?&|%^~".utf8.contains(byte)
    }

    /// Whether an operator behind it has no operand on its left.
    private static func opens(_ byte: UInt8) -> Bool {
        isSpace(byte) || "([{,;:".utf8.contains(byte)
    }

    private static func closes(_ byte: UInt8) -> Bool {
        isSpace(byte) || ")]},;:".utf8.contains(byte)
    }
}
