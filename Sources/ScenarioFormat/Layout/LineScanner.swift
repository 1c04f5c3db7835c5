/// Takes the lines of a YAML file apart, one after the other.
///
/// It knows no more of YAML than where scalars, brackets and comments begin and end: what they mean
/// is the parser's business, which has accepted the file before.
struct LineScanner {
    /// What a file may have that is not laid out.
    struct Unsupported: Error {
        let what: String
    }

    /// The brackets that are open.
    private(set) var brackets: [UInt8] = []
    /// The quote that is open.
    private(set) var quote: UInt8?
    /// Whether the last line ended with the head of a text whose lines follow.
    private(set) var beginsBlockText = false
    /// Whether there is an anchor or an alias, so that the order of keys matters.
    private(set) var hasAliases = false

    private var line: [UInt8] = []
    private var place = 0
    private var tokens: [LayoutToken] = []
    /// Whether a scalar, and not the rest of one, begins where something is.
    private var isAtStart = true

    /// Whether the next line goes on with something that the last one began.
    var isInside: Bool { quote != nil || !brackets.isEmpty }

    /// Takes a line apart, from a column on.
    ///
    /// - Returns: its pieces, and its comment with the sign.
    mutating func scan(
        _ line: [UInt8],
        from column: Int
    ) throws(Unsupported) -> (tokens: [LayoutToken], comment: String?) {
        self.line = line
        place = column
        tokens = []
        isAtStart = true
        beginsBlockText = false
        if quote != nil { continueQuoted() }
        while true {
            let before = place
            skipSpaces()
            guard place < line.count else { return (tokens, nil) }
            if line[place] == UInt8(ascii: "#"), before < place || place == column {
                return (tokens, text(from: place, to: line.count))
            }
            try scanToken()
        }
    }

    private mutating func scanToken() throws(Unsupported) {
        let sign = line[place]
        let isInBrackets = !brackets.isEmpty
        switch sign {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard isAtStart else { return scanPlain() }
            brackets.append(sign)
            add(.open(sign), isAtStart: true)
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            guard isInBrackets else { return scanPlain() }
            brackets.removeLast()
            add(.close(sign), isAtStart: false)
        case UInt8(ascii: ",") where isInBrackets:
            add(.comma, isAtStart: true)
        case UInt8(ascii: ":") where endsKey(at: place):
            add(.colon, isAtStart: true)
        case UInt8(ascii: "?") where isAtStart && isSpace(at: place + 1):
            throw Unsupported(what: "keys behind a '?'")
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            guard isAtStart else { return scanPlain() }
            quote = sign
            scanQuoted(from: place, at: place + 1)
        case UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"):
            guard isAtStart else { return scanPlain() }
            scanProperty()
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            guard isAtStart, !isInBrackets else { return scanPlain() }
            beginsBlockText = true
            scanWord()
        default:
            scanPlain()
        }
    }

    private mutating func add(_ token: LayoutToken, isAtStart: Bool) {
        tokens.append(token)
        self.isAtStart = isAtStart
        place += 1
    }

    /// Whether the colon at a place stands behind a key, and is not a part of a scalar.
    private func endsKey(at place: Int) -> Bool {
        if isSpace(at: place + 1) { return true }
        guard !brackets.isEmpty else { return false }
        if ",[]{}".utf8.contains(line[place + 1]) { return true }
        // Behind quotes and brackets no space is needed.
        return switch tokens.last {
        case .close: true
        case .text(let text): text.hasPrefix("\"") || text.hasPrefix("'")
        default: false
        }
    }

    private mutating func scanPlain() {
        let start = place
        let isInBrackets = !brackets.isEmpty
        while place < line.count {
            let byte = line[place]
            if byte == UInt8(ascii: ":"), endsKey(at: place), place > start { break }
            if isInBrackets, ",[]{}".utf8.contains(byte), place > start { break }
            if byte == UInt8(ascii: "#"), place > start, isSpace(at: place - 1) { break }
            place += 1
        }
        var end = place
        while end > start, isSpace(at: end - 1) { end -= 1 }
        place = end
        tokens.append(.text(text(from: start, to: end)))
        isAtStart = false
    }

    /// Goes on with a scalar in quotes that an earlier line began.
    private mutating func continueQuoted() {
        skipSpaces()
        scanQuoted(from: place, at: place)
    }

    private mutating func scanQuoted(from start: Int, at first: Int) {
        place = first
        while place < line.count, let sign = quote {
            if line[place] == UInt8(ascii: "\\"), sign == UInt8(ascii: "\"") {
                place += 1
            } else if line[place] == sign {
                let isDoubled =
                    sign == UInt8(ascii: "'") && place + 1 < line.count && line[place + 1] == sign
                if isDoubled { place += 1 } else { quote = nil }
            }
            place += 1
        }
        place = min(place, line.count)
        tokens.append(.text(text(from: start, to: place)))
        isAtStart = false
    }

    /// An anchor, an alias or a tag.
    private mutating func scanProperty() {
        let isAlias = line[place] == UInt8(ascii: "*")
        hasAliases = true
        scanWord()
        isAtStart = !isAlias
    }

    private mutating func scanWord() {
        let start = place
        while place < line.count, !isSpace(at: place),
            brackets.isEmpty || !",[]{}".utf8.contains(line[place])
        {
            place += 1
        }
        tokens.append(.text(text(from: start, to: place)))
        isAtStart = false
    }

    private mutating func skipSpaces() {
        while place < line.count, isSpace(at: place) { place += 1 }
    }

    /// Whether there is a space, a tab or the end of the line.
    private func isSpace(at place: Int) -> Bool {
        guard line.indices.contains(place) else { return true }
        return line[place] == UInt8(ascii: " ") || line[place] == UInt8(ascii: "\t")
    }

    private func text(from start: Int, to end: Int) -> String {
        var end = end
        // Nothing but what stands in quotes, and goes on in the next line, ends with a space.
        if quote == nil { while end > start, isSpace(at: end - 1) { end -= 1 } }
        return String(decoding: line[start..<end], as: UTF8.self)
    }
}
