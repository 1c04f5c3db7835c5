import Histories

extension FactTrail {
    /// What the first line of a trail's text begins with.
    static let word = "facts"
    private static let wordsPerLine = 8

    /// The trail as text, which `init(text:)` reads.
    ///
    /// A line with the kinds that there are, then a word a fact: steps since the fact before, the kind's
    /// place in that line from 0, the session's number, the digest: `3.12.7.9f3a1c02`.
    var text: String {
        var kinds: [FactKind] = []
        var previous: UInt64 = 0
        let words = marks.map { mark in
            let place = kinds.firstIndex(of: mark.kind) ?? kinds.count
            if place == kinds.count { kinds.append(mark.kind) }
            defer { previous = mark.step }
            let digest = String(mark.digest, radix: 16)
            return "\(mark.step &- previous).\(place).\(mark.session.rawValue).\(digest)"
        }
        var text = ([Self.word] + kinds.map(\.rawValue)).joined(separator: " ") + "\n"
        for start in stride(from: 0, to: words.count, by: Self.wordsPerLine) {
            text +=
                words[start..<min(words.count, start + Self.wordsPerLine)]
                .joined(separator: " ") + "\n"
        }
        return text
    }

    /// Reads a trail from the lines of its text.
    ///
    /// - Throws: `TextError` that names the first word that is wrong, and its line.
    init(lines: ArraySlice<Substring>) throws(TextError) {
        let names = lines.first?.split(separator: " ").dropFirst() ?? []
        var kinds: [FactKind] = []
        for name in names {
            guard let kind = FactKind(rawValue: String(name)) else {
                throw TextError(line: lines.startIndex, word: String(name))
            }
            kinds.append(kind)
        }
        var marks: [Mark] = []
        var step: UInt64 = 0
        for (index, line) in zip(lines.indices, lines).dropFirst() {
            for word in line.split(separator: " ") {
                guard let mark = Self.mark(word, kinds, after: step) else {
                    throw TextError(line: index, word: String(word))
                }
                step = mark.step
                marks.append(mark)
            }
        }
        self.init(marks: marks)
    }

    /// Which word is wrong.
    struct TextError: Error {
        /// The line's index.
        let line: Int
        let word: String
    }

    private static func mark(
        _ word: Substring,
        _ kinds: [FactKind],
        after step: UInt64
    ) -> Mark? {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, let steps = UInt64(parts[0]), let place = Int(parts[1]),
            kinds.indices.contains(place), let session = Int32(parts[2]), session >= 0,
            let digest = UInt32(parts[3], radix: 16)
        else { return nil }
        let (next, isTooMuch) = step.addingReportingOverflow(steps)
        if isTooMuch { return nil }
        return Mark(
            step: next,
            kind: kinds[place],
            session: SessionNumber(Int(session)),
            digest: digest
        )
    }
}
