/// Why a text is not a schedule.
public enum ScheduleFormatError: Error, Hashable, Sendable {
    /// The first line is not `rehearsal-schedule 1`.
    case header
    /// A word is not `steps:chosen/alternatives`, with an optional `*repetitions`.
    case word(String)
}

extension ScheduleFormatError: CustomStringConvertible {
    /// One sentence for a person.
    public var description: String {
        switch self {
        case .header: "not a schedule: the first line must be 'rehearsal-schedule 1'"
        case .word(let word):
            "'\(word)' is not a decision: expected steps:chosen/alternatives[*repetitions]"
        }
    }
}

extension Schedule: CustomStringConvertible {
    private static let header = "rehearsal-schedule 1"
    private static let wordsPerLine = 12

    /// The schedule as text, which `init(text:)` reads.
    ///
    /// After the first line `rehearsal-schedule 1` one word a decision: steps since the decision
    /// before (for the first, since the start), the entry chosen, how many there were. `*n` repeats
    /// a word: `3:0/2 1:4/7*5`.
    public var description: String {
        var words: [String] = []
        var previous: UInt64 = 0
        var last = ""
        var repetitions = 0
        for decision in decisions {
            let word = "\(decision.step &- previous):\(decision.chosen)/\(decision.alternatives)"
            previous = decision.step
            repetitions = word == last ? repetitions + 1 : 1
            if repetitions == 1 { words.append(word) }
            if repetitions > 1 { words[words.count - 1] = "\(word)*\(repetitions)" }
            last = word
        }
        var text = Self.header + "\n"
        for (index, word) in words.enumerated() {
            let isLast = index == words.count - 1 || index % Self.wordsPerLine == 11
            text += word + (isLast ? "\n" : " ")
        }
        return text
    }

    /// Reads a schedule from its text.
    ///
    /// - Throws: `ScheduleFormatError` that names the first word that is wrong.
    public init(text: String) throws(ScheduleFormatError) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
        guard lines.first.map(String.init) == Self.header else { throw .header }
        var decisions: [Decision] = []
        var step: UInt64 = 0
        for line in lines.dropFirst() {
            for word in line.split(separator: " ") {
                let parsed = try Self.parse(word)
                for _ in 0..<parsed.repetitions {
                    step &+= parsed.steps
                    decisions.append(
                        Decision(
                            step: step,
                            alternatives: parsed.alternatives,
                            chosen: parsed.chosen
                        )
                    )
                }
            }
        }
        self.init(decisions: decisions)
    }

    private struct Word {
        var steps: UInt64
        var chosen: UInt32
        var alternatives: UInt32
        var repetitions: Int
    }

    private static func parse(_ word: Substring) throws(ScheduleFormatError) -> Word {
        let failure = ScheduleFormatError.word(String(word))
        let repeated = word.split(separator: "*", omittingEmptySubsequences: false)
        let repetitions = repeated.count == 2 ? Int(repeated[1]) : 1
        guard let body = repeated.first, repeated.count <= 2, let repetitions, repetitions > 0
        else { throw failure }
        let colon = body.split(separator: ":", omittingEmptySubsequences: false)
        guard colon.count == 2, let steps = UInt64(colon[0]) else { throw failure }
        let slash = colon[1].split(separator: "/", omittingEmptySubsequences: false)
        guard slash.count == 2, let chosen = UInt32(slash[0]), let alternatives = UInt32(slash[1]),
            alternatives >= 2, chosen < alternatives
        else { throw failure }
        return Word(
            steps: steps,
            chosen: chosen,
            alternatives: alternatives,
            repetitions: repetitions
        )
    }
}
