/// Why a text is not a schedule, and where.
public struct ScheduleFormatError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Problem: Error, Hashable, Sendable {
        /// The first line is not `rehearsal-schedule 1`.
        case header
        /// A word is not `steps:chosen/alternatives`, with an optional `*repetitions`.
        case word(String)
        /// There are more decisions than any run makes, or steps beyond all numbers.
        case tooLong
    }

    /// The line, from 1.
    public let line: Int
    /// What is wrong with it.
    public let problem: Problem

    /// Makes the error of a line.
    public init(line: Int, problem: Problem) {
        self.line = line
        self.problem = problem
    }
}

extension ScheduleFormatError: CustomStringConvertible {
    private static let longestWord = 40

    /// One sentence for a person.
    public var description: String {
        switch problem {
        case .header: "not a schedule: the first line must be 'rehearsal-schedule 1'"
        case .word(let word):
            "'\(word.prefix(Self.longestWord))' is not a decision: expected "
                + "steps:chosen/alternatives[*repetitions]"
        case .tooLong:
            "the schedule is longer than any run: it has more than \(Schedule.longest) decisions"
        }
    }
}

extension Schedule: CustomStringConvertible {
    /// The first line of every schedule's text.
    public static let header = "rehearsal-schedule 1"
    /// The most decisions that a text may hold: a few characters can ask for any number of them.
    public static let longest = 20_000_000
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
    /// - Throws: `ScheduleFormatError` that names the first word that is wrong, and its line.
    public init(text: some StringProtocol) throws(ScheduleFormatError) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        guard let first = lines.popFirst(), String(first) == Self.header else {
            throw ScheduleFormatError(line: 1, problem: .header)
        }
        var decisions: [Decision] = []
        var step: UInt64 = 0
        for (index, line) in lines.enumerated() {
            do throws(ScheduleFormatError.Problem) {
                for word in line.split(separator: " ") {
                    try Self.append(Self.parse(Substring(word)), after: &step, to: &decisions)
                }
            } catch {
                throw ScheduleFormatError(line: index + 2, problem: error)
            }
        }
        self.init(decisions: decisions)
    }

    private static func append(
        _ word: Word,
        after step: inout UInt64,
        to decisions: inout [Decision]
    ) throws(ScheduleFormatError.Problem) {
        guard word.repetitions <= longest - decisions.count else { throw .tooLong }
        for _ in 0..<word.repetitions {
            let (next, overflow) = step.addingReportingOverflow(word.steps)
            guard !overflow else { throw .tooLong }
            step = next
            decisions.append(
                Decision(step: step, alternatives: word.alternatives, chosen: word.chosen)
            )
        }
    }

    private struct Word {
        var steps: UInt64
        var chosen: UInt32
        var alternatives: UInt32
        var repetitions: Int
    }

    private static func parse(
        _ word: Substring
    ) throws(ScheduleFormatError.Problem) -> Word {
        let failure = ScheduleFormatError.Problem.word(String(word))
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
