import Histories
import Scenarios
package import Simulator

/// The ordering report of a scenario, in Markdown, for a reader who was not there.
///
/// It is made of the recorded history of one seed and of the totals of all seeds that were run.
/// Determinism: equal runs make equal bytes; no wall time, date, host or absolute path is in it.
package struct OrderingReport {
    /// How many sessions are told in detail.
    static let detailedSessions = 3

    let path: String
    let arguments: [String]
    let command: String
    let outcome: SweepOutcome
    let recorded: RunOutcome
    let digest: HistoryDigest

    /// Prepares the report of a scenario.
    ///
    /// - Parameters:
    ///   - path: the scenario's file, relative to where the command is run.
    ///   - arguments: what else the command needs to run it, such as a variable's value.
    ///   - command: the name of the command.
    ///   - outcome: what its seeds came to.
    ///   - recorded: one of these runs, with its history.
    package init(
        path: String,
        arguments: [String] = [],
        command: String = "rehearse",
        outcome: SweepOutcome,
        recorded: RunOutcome
    ) {
        guard let history = recorded.history else {
            preconditionFailure("An ordering report is made of a run that was recorded.")
        }
        self.path = path
        self.arguments = arguments
        self.command = command
        self.outcome = outcome
        self.recorded = recorded
        digest = HistoryDigest(history)
    }

    /// The document.
    package var text: String {
        [
            "# \(outcome.scenario.name)\n", opening, evidence, terms, glance, checks, injections,
            redeliveries, latencies, sequence, sessions, details, reproduction,
        ].filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// The scenario that was run.
    var scenario: Scenario { outcome.scenario }

    /// What the report's history is of: `seed 17`.
    var seedName: String { "seed \(recorded.seed)" }
}
