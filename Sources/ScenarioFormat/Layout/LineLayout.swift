/// Gives every line of a file its indentation and its spaces; their order stays.
struct LineLayout {
    private(set) var lines: [LaidOutLine] = []
    private(set) var comments: [String] = []
    private var scanner = LineScanner()
    private var levels = IndentationLevels()
    /// Blank lines, whose meaning depends on what follows.
    private var blanks = 0
    /// Comments, whose place depends on what follows.
    private var pending: [(column: Int, comment: String, blanks: Int)] = []
    /// Of a text in lines of its own: the column that its lines are right of, and how far they move.
    private var blockText: (column: Int, shift: Int)?

    /// Whether there is an anchor or an alias.
    var hasAliases: Bool { scanner.hasAliases }

    /// Lays out the lines of a file, which have no ends.
    ///
    /// - Throws: `Unsupported` for what is valid and not laid out.
    init(_ source: [[UInt8]]) throws(LineScanner.Unsupported) {
        for line in source { try add(line) }
        flushComments(in: levels)
    }

    private mutating func add(_ line: [UInt8]) throws(LineScanner.Unsupported) {
        let column = line.prefix { $0 == UInt8(ascii: " ") }.count
        let isBlank = line.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        if addBlockText(line, column: column, isBlank: isBlank) { return }
        if isBlank {
            blanks += 1
            return
        }
        if scanner.isInside { return try addInside(line) }
        if column == 0 { try refuseMarkers(line) }
        if line[column] == UInt8(ascii: "#") {
            let (_, comment) = try scanner.scan(line, from: column)
            pending.append((column, comment ?? "", blanks))
            blanks = 0
            return
        }
        try addEntry(line, at: column)
    }

    private func refuseMarkers(_ line: [UInt8]) throws(LineScanner.Unsupported) {
        for marker in ["---", "...", "%"] where line.starts(with: Array(marker.utf8)) {
            throw LineScanner.Unsupported(what: "lines with '\(marker)'")
        }
    }

    /// Adds a line that begins an entry, or goes on with a plain text.
    private mutating func addEntry(
        _ line: [UInt8],
        at column: Int
    ) throws(LineScanner.Unsupported) {
        var place = column
        var dashes: [Int] = []
        while line[place] == UInt8(ascii: "-"), place + 1 == line.count || isSpace(line[place + 1])
        {
            dashes.append(place)
            place += 1
            while place < line.count, isSpace(line[place]) { place += 1 }
            if place == line.count || line[place] == UInt8(ascii: "#") { break }
        }
        let (tokens, comment) = try scanner.scan(line, from: place)
        guard !dashes.isEmpty || tokens.hasKey else {
            return append(.continuation, levels.innermost + 2, tokens.line, comment)
        }
        let before = levels
        var indentation: Int?
        for dash in dashes {
            let target = levels.enter(.list, at: dash)
            indentation = indentation ?? target
        }
        if tokens.hasKey {
            let target = levels.enter(.map, at: place)
            indentation = indentation ?? target
        }
        flushComments(before: (column, indentation ?? 0), in: before)
        let isOuter = dashes.isEmpty && levels.depth == 1
        let key = isOuter ? tokens.first.flatMap(Self.key) : nil
        let prefix = String(repeating: "- ", count: dashes.count)
        let content = tokens.isEmpty ? String(prefix.dropLast()) : prefix + tokens.line
        append(.entry(key: key), indentation ?? 0, content, comment)
        if scanner.beginsBlockText {
            blockText = (levels.innermostSource, levels.innermost - levels.innermostSource)
        }
    }

    /// Adds a line that stands within brackets or quotes.
    private mutating func addInside(_ line: [UInt8]) throws(LineScanner.Unsupported) {
        let depth = scanner.brackets.count
        let isQuoted = scanner.quote != nil
        let start = isQuoted ? 0 : line.prefix(while: isSpace).count
        let (tokens, comment) = try scanner.scan(line, from: start)
        let level = isQuoted ? depth + 1 : depth - tokens.leadingClosers
        let kind: LaidOutLine.Kind = tokens.isEmpty ? .comment : .continuation
        append(kind, levels.innermost + 2 * level, tokens.line, comment)
    }

    /// Adds a line of a text that has lines of its own; false if it has ended.
    private mutating func addBlockText(_ line: [UInt8], column: Int, isBlank: Bool) -> Bool {
        guard let (first, shift) = blockText else { return false }
        guard isBlank || column > first else {
            blockText = nil
            // Blank lines behind a text are told from those in it by the parser alone.
            return false
        }
        let moved = max(0, column + shift)
        let rest = String(decoding: line[column...], as: UTF8.self)
        flushBlanks(keepsAll: true)
        if line.isEmpty {
            blanks += 1
        } else {
            let text = String(repeating: " ", count: moved) + rest
            lines.append(.init(kind: .continuation, indentation: 0, content: text, comment: nil))
        }
        return true
    }

    private mutating func append(
        _ kind: LaidOutLine.Kind,
        _ indentation: Int,
        _ content: String,
        _ comment: String?
    ) {
        if kind == .continuation || kind == .comment { flushComments(in: levels) }
        flushBlanks(keepsAll: kind == .continuation)
        if let comment { comments.append(comment) }
        lines.append(
            LaidOutLine(kind: kind, indentation: indentation, content: content, comment: comment)
        )
    }

    /// Writes the blank lines that were met: all where they mean something, or one.
    private mutating func flushBlanks(keepsAll: Bool) {
        let count = keepsAll ? blanks : min(1, blanks)
        lines += [LaidOutLine](repeating: .blank, count: count)
        blanks = 0
    }

    /// Writes the comments that were met: with the entry that follows if they stand like it or before
    /// what it opens, else with what they are in.
    private mutating func flushComments(
        before next: (column: Int, indentation: Int)? = nil,
        in levels: IndentationLevels
    ) {
        let after = blanks
        for (place, comment, before) in pending {
            var indentation = levels.comment(at: place)
            if let next, place <= next.column || next.indentation > levels.innermost {
                indentation = next.indentation
            }
            blanks = before
            flushBlanks(keepsAll: false)
            comments.append(comment)
            lines.append(
                LaidOutLine(kind: .comment, indentation: indentation, content: "", comment: comment)
            )
        }
        pending = []
        blanks = after
    }

    private static func key(_ token: LayoutToken) -> String? {
        guard case .text(let text) = token else { return nil }
        let isQuoted = text.count > 1 && (text.hasPrefix("\"") || text.hasPrefix("'"))
        return isQuoted ? String(text.dropFirst().dropLast()) : text
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}
