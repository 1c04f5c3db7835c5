package import SimulationKernel

/// Why a text is not a recording, and where.
package struct RecordingError: Error, Hashable, Sendable {
    /// What is wrong.
    package enum Problem: Hashable, Sendable {
        /// The first line is not that of a recording.
        case header
        /// The line does not begin with the word that must be there.
        case missing(String)
        /// What stands behind that word is not what must stand there.
        case value(of: String, found: String, expected: String)
        /// The word is no kind of fact, or no fact.
        case fact(String)
        /// The schedule is none.
        case schedule(ScheduleFormatError.Problem)
        /// There is nothing after the line `scenario`.
        case noScenario
        /// The bytes are not UTF-8.
        case notText
    }

    /// The line, from 1.
    package let line: Int
    /// What is wrong with it.
    package let problem: Problem
}

extension RecordingError: CustomStringConvertible {
    private static let longestValue = 60

    /// One sentence for a person.
    package var description: String {
        switch problem {
        case .header: "not a recording: the first line must be '\(Recording.header)'"
        case .missing(let word): "expected '\(word)' here"
        case .value(let word, let found, let expected):
            "'\(found.prefix(Self.longestValue))' is no value of '\(word)': expected \(expected)"
        case .fact(let word):
            "'\(word.prefix(Self.longestValue))' is no fact of a recording: expected "
                + "steps.kind.session.digest"
        case .schedule(let problem):
            ScheduleFormatError(line: line, problem: problem).description
        case .noScenario: "expected the scenario, as YAML, after the line 'scenario'"
        case .notText: "not a recording: it is no UTF-8 text"
        }
    }
}
