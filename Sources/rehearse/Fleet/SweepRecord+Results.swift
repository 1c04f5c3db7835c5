import Histories
import Invariants
import Reporting
import Scenarios
import Simulator

extension SweepRecord.Scenario {
    /// What is left of a scenario's runs.
    init(_ result: ScenarioResult) {
        let outcome = result.outcome
        let statistics = outcome.statistics
        self.init(
            title: result.title,
            name: outcome.scenario.name,
            runs: outcome.runs.count,
            sessions: statistics.sessions,
            steps: statistics.steps,
            virtualNanoseconds: statistics.virtualTime,
            wallNanoseconds: result.wallTime,
            facts: statistics.facts,
            comparisons: statistics.comparisons,
            sometimes: outcome.sometimes.map { .init(name: $0.condition.text, runs: $0.runs) },
            faults: outcome.obligations.map { .init(name: $0.name, runs: $0.runs) },
            announced: outcome.announcedViolation.map { id in
                .init(
                    name: id,
                    runs: outcome.runs.count { run in
                        run.violations.contains { $0.invariant == id }
                    }
                )
            },
            doubts: outcome.ownDoubts,
            failures: result.failures.map { .init($0, of: result) }
        )
    }

    /// What is said of the scenario by all runs together.
    var verdict: Verdict {
        if !failures.isEmpty || announced?.runs == 0 { return .violated }
        return allDoubts.isEmpty ? .passed : .inconclusive
    }

    /// Why the runs prove nothing, in sentences; empty if they do.
    var allDoubts: [String] {
        doubts
            + sometimes.filter { $0.runs == 0 }.map { SweepOutcome.doubt(neverSeen: $0.name) }
            + faults.filter { $0.runs == 0 }.map { SweepOutcome.doubt(neverFired: $0.name) }
    }
}

extension SweepRecord.Failure {
    fileprivate init(_ failure: Reporting.Failure, of result: ScenarioResult) {
        self.init(
            invariant: failure.group.invariant,
            shape: failure.group.shape.text,
            seeds: failure.group.seeds,
            runs: failure.group.runCount,
            evidence: FailureBlock(failure, of: result, style: .plain).lines
        )
    }
}
