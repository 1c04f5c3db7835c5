import Reporting
import Scenarios
import SimulationKernel
import Simulator

/// Gathers the evidence of a scenario's failures: their first seeds are run again with their facts
/// recorded, which determinism makes the same runs.
struct FailureEvidence {
    let sweep: SeedSweep
    let outcome: SweepOutcome
    /// The last recording: several failures mostly show at one seed.
    private var last: RunOutcome?

    init(sweep: SeedSweep, outcome: SweepOutcome) {
        self.sweep = sweep
        self.outcome = outcome
    }

    /// All failures, by their first seeds.
    ///
    /// - Throws: `Rehearsal.Problem.notDeterministic` if a run is another one when it is repeated.
    mutating func failures() throws(Rehearsal.Problem) -> [Failure] {
        var failures: [Failure] = []
        for group in FailureGroup.groups(of: outcome) { failures.append(try failure(group)) }
        return failures
    }

    private mutating func failure(_ group: FailureGroup) throws(Rehearsal.Problem) -> Failure {
        let seed = group.seeds[0]
        guard let failure = Failure(group, recorded: try recording(of: seed)) else {
            throw .notDeterministic(
                "the violation of \(group.invariant) at seed \(seed) of \(outcome.scenario.name) "
                    + "did not come again when the run was repeated: it is not deterministic"
            )
        }
        return failure
    }

    private mutating func recording(of seed: UInt64) throws(Rehearsal.Problem) -> RunOutcome {
        if let last, last.seed == seed { return last }
        let recorded = sweep.record(seed: seed)
        let first = outcome.runs.first { $0.seed == seed }
        guard first?.fingerprint == recorded.fingerprint else {
            throw .notDeterministic(
                "seed \(seed) of \(outcome.scenario.name) was another run when it was repeated: it "
                    + "is not deterministic"
            )
        }
        last = recorded
        return recorded
    }
}
