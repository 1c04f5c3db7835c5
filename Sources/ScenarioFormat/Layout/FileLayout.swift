/// Puts the keys of a file into their order, and blank lines between its blocks.
struct FileLayout {
    /// A key of the file, with the comments above it.
    private struct Segment {
        let key: String
        var leading: [LaidOutLine] = []
        var body: [LaidOutLine]
        /// Whether its author set it off from what was before it.
        var isSetOff = false

        /// Whether its value has lines of its own.
        var isBlock: Bool { body.contains(where: \.isInnerEntry) }
    }

    private var header: [LaidOutLine] = []
    private var segments: [Segment] = []
    private var footer: [LaidOutLine] = []

    /// The text of the file.
    private(set) var text = ""

    /// Lays out a file.
    ///
    /// - Parameters:
    ///   - lines: its lines, each laid out by itself.
    ///   - order: the keys that there are, in canonical order; nil leaves them where they are.
    init(_ lines: [LaidOutLine], order: [String]?) {
        for line in lines { add(line) }
        settleTrailing()
        if let order { sort(by: order) }
        write()
    }

    private mutating func add(_ line: LaidOutLine) {
        if case .entry(let key?) = line.kind {
            settleTrailing()
            var segment = Segment(key: key, body: [line])
            if segments.isEmpty {
                segment.isSetOff = false
            } else {
                segment.isSetOff = footer.first?.kind == .blank
                segment.leading = Self.trimmed(footer)
            }
            footer = []
            segments.append(segment)
        } else if segments.isEmpty {
            header.append(line)
        } else {
            segments[segments.count - 1].body.append(line)
        }
    }

    /// Takes the comments and blank lines behind the last block out of it: they are of what follows.
    private mutating func settleTrailing() {
        guard var last = segments.popLast() else { return }
        let kept = last.body.lastIndex { !($0.kind == .blank || $0.isOuterComment) } ?? 0
        footer = Array(last.body[(kept + 1)...])
        last.body = Array(last.body[...kept])
        segments.append(last)
    }

    private mutating func sort(by order: [String]) {
        let places = segments.map { order.firstIndex(of: $0.key) }
        guard !places.contains(nil) else { return }
        let sorted = zip(segments, places).enumerated().sorted {
            ($0.element.1 ?? 0, $0.offset) < ($1.element.1 ?? 0, $1.offset)
        }
        segments = sorted.map(\.element.0)
    }

    private mutating func write() {
        let isHeaderSetOff = header.last?.kind == .blank
        let header = Self.trimmed(header)
        write(header)
        var isBehindBlock = false
        for (index, segment) in segments.enumerated() {
            let isSetOff = index == 0 ? isHeaderSetOff : segment.isSetOff
            let isFirst = index == 0 && header.isEmpty
            if !isFirst, isSetOff || segment.isBlock || isBehindBlock { text += "\n" }
            write(segment.leading)
            write(segment.body)
            isBehindBlock = segment.isBlock
        }
        let rest = Self.trimmed(footer)
        if !rest.isEmpty, footer.first?.kind == .blank || isBehindBlock { text += "\n" }
        write(rest)
    }

    private mutating func write(_ lines: [LaidOutLine]) {
        for line in lines { text += line.text + "\n" }
    }

    /// The lines without the blank ones at both ends.
    private static func trimmed(_ lines: [LaidOutLine]) -> [LaidOutLine] {
        let first = lines.firstIndex { $0.kind != .blank } ?? lines.endIndex
        let last = lines.lastIndex { $0.kind != .blank } ?? lines.startIndex - 1
        return first <= last ? Array(lines[first...last]) : []
    }
}
