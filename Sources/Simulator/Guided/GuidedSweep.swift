import Scenarios

/// Runs seeds, and what has shown something new again with another end of its schedule.
///
/// Determinism: the outcome does not depend on the number of threads: what a round of runs has shown
/// decides about the next round only.
struct GuidedSweep: Sendable {
    /// How many runs are given out before what they show decides about further ones.
    private static let round = 32

    let seeds: SeedList
    let workers: Workers
    /// The policy of a new seed; nil: the scenario's own.
    let policy: @Sendable (UInt64) -> SchedulingPolicySetting?
    /// What a seed runs.
    let scenario: @Sendable (UInt64) -> Scenario
    /// Runs a proposal, recording its schedule and what it covers.
    let run: @Sendable (GuidedCorpus.Proposal) -> RunOutcome

    /// Makes as many runs as there are seeds, unless there is a reason to stop.
    ///
    /// - Returns: the runs, and what they have covered.
    func run(
        until isEnough: @escaping @Sendable (RunOutcome) -> Bool,
        unless isCutShort: @escaping @Sendable () -> Bool,
        done: @escaping @Sendable (RunOutcome) -> Void
    ) -> (runs: [RunOutcome], coverage: Coverage?) {
        var corpus = GuidedCorpus(seeds)
        var tally = CoverageTally()
        var runs: [RunOutcome] = []
        while runs.count < seeds.count, !isCutShort() {
            let proposals = (0..<min(Self.round, seeds.count - runs.count)).map { _ in
                corpus.propose(policy)
            }
            let found = workers.map(
                count: proposals.count,
                until: isEnough,
                unless: isCutShort
            ) { index in
                let outcome = run(proposals[index])
                done(outcome)
                return outcome
            }
            for run in found where tally.add(run.records.coverage) {
                corpus.keep(run, of: scenario(run.seed))
            }
            runs += found.map(\.withoutRecords)
            if found.count < proposals.count || found.last.map(isEnough) == true { break }
        }
        return (runs, tally.coverage)
    }
}
