import Histories
import Invariants

/// A history from a file, and what the invariants say of it.
struct CheckedHistory {
    /// What each invariant says.
    let results: [InvariantResult]
    /// The history; without facts, unless they were to be kept.
    let history: History

    /// Reads a file.
    ///
    /// - Throws: `ExitCode` 65 if it is no history; the reason goes to standard error.
    init(path: String, keepsFacts: Bool) throws {
        var facts: [Fact] = []
        var checkers: CheckerSet?
        let reader = try RecordedHistory.read(path) { fact, reader in
            let running = checkers ?? Self.checkers(reader)
            checkers = running
            running.sessions = reader.sessions
            running.record(fact)
            if keepsFacts { facts.append(fact) }
        }
        results = (checkers ?? Self.checkers(reader)).results()
        history = History(
            header: reader.header ?? HistoryHeader(),
            sessions: reader.sessions,
            facts: facts
        )
    }

    private static func checkers(_ reader: HistoryReader) -> CheckerSet {
        CheckerSet(header: reader.header ?? HistoryHeader(), sessions: reader.sessions)
    }
}
