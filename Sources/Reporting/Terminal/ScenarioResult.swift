import Scenarios
package import Simulator

/// What there is to report of one scenario after its seeds were run.
package struct ScenarioResult: Sendable {
    /// The scenario's file, as the user named it; or what else the scenarios are.
    package let path: String
    /// How the command line names it.
    private let reference: String
    private let caller: Caller
    /// The file, and the combination of its matrix if it has one: `a.yaml[lease=1s]`.
    package let title: String
    /// What its runs came to.
    package let outcome: SweepOutcome
    /// How long the runs took on the wall's clock, in nanoseconds; measured by the caller.
    package let wallTime: Int64
    /// What else the command was given that decides how runs go, such as a planted defect.
    package let arguments: [String]
    /// What failed, with evidence, by first failing seed.
    package let failures: [Failure]
    /// The line of the file that names the scenario, from 1; nil if there is none.
    package let line: Int?
    /// The command that shows every failure again, where that is not a run of a seed.
    private let command: String?

    /// Puts together what there is to report.
    package init(
        path: String,
        title: String? = nil,
        outcome: SweepOutcome,
        wallTime: Int64,
        reference: String? = nil,
        caller: Caller = .command("rehearse"),
        arguments: [String] = [],
        failures: [Failure],
        line: Int? = nil,
        command: String? = nil
    ) {
        self.path = path
        self.reference = reference ?? path
        self.caller = caller
        self.title = title ?? path
        self.arguments = arguments
        self.outcome = outcome
        self.wallTime = wallTime
        self.failures = failures
        self.line = line
        self.command = command
    }

    /// The scenario's file; nil if no file has it.
    var file: String? { path.hasSuffix(".yaml") ? path : nil }

    /// What shows a failure again.
    package func reproduction(of failure: Failure) -> String {
        if let command { return command }
        let run = failure.group.first
        return caller.reproduction(
            of: reference,
            seed: run.seed,
            policy: run.scheduling,
            arguments: run.strikes.flatMap { ["--strike", $0.text] } + arguments
        )
    }

    /// What makes the recorded run of a failure again, decision by decision; nil if there is no
    /// recording.
    func replay(of failure: Failure) -> String? {
        failure.recording.map { "\(caller.command) replay \($0)" }
    }

    /// How many times faster than the wall's clock virtual time went, in tenths; nil when no time
    /// passed.
    package var speedUpTenths: Int64? {
        guard wallTime > 0 else { return nil }
        return Int64(Double(outcome.statistics.virtualTime) / Double(wallTime) * 10)
    }
}

extension Verdict {
    /// The colour of the verdict.
    package var meaning: TextStyle.Meaning {
        switch self {
        case .passed: .good
        case .violated: .bad
        case .inconclusive: .doubtful
        }
    }
}
