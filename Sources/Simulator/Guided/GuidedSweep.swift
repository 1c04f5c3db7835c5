import Scenarios

/// Runs seeds, and what has shown something new again: with another end of its schedule, or with a
/// fault more right where it did.
///
/// Determinism: the outcome does not depend on the number of threads: what a round of runs has shown
/// decides about the next round only.
struct GuidedSweep: Sendable {
    /// How many runs are given out before what they show decides about further ones.
    private static let round = 32

    let seeds: SeedList
    let workers: Workers
    /// What a new seed's run is called.
    let identity: @Sendable (UInt64) -> RunIdentity
    /// What a seed runs.
    let scenario: @Sendable (UInt64) -> Scenario
    /// Whether faults may strike beside a scenario's own.
    let hasStrikes: Bool
    /// Makes a run, recording its schedule, and what it covers and where.
    let run: @Sendable (RunIdentity) -> RunOutcome

    /// Makes as many runs as there are seeds, unless there is a reason to stop.
    ///
    /// - Returns: the runs, and what they have covered.
    func run(
        until isEnough: @escaping @Sendable (RunOutcome) -> Bool,
        unless isCutShort: @escaping @Sendable () -> Bool,
        done: @escaping @Sendable (RunOutcome) -> Void
    ) -> (runs: [RunOutcome], coverage: Coverage?) {
        var corpus = GuidedCorpus(seeds, hasStrikes: hasStrikes)
        var tally = CoverageTally()
        var runs: [RunOutcome] = []
        while runs.count < seeds.count, !isCutShort() {
            let proposals = (0..<min(Self.round, seeds.count - runs.count)).map { _ in
                corpus.propose(identity, scenario)
            }
            let found = workers.map(
                count: proposals.count,
                until: isEnough,
                unless: isCutShort
            ) { index in
                let outcome = run(proposals[index].run)
                done(outcome)
                return outcome
            }
            for (proposal, run) in zip(proposals, found) {
                let news = tally.add(run.records.coverage)
                corpus.add(proposal, run, news: news, of: scenario(run.seed))
            }
            runs += found.map(\.withoutRecords)
            if found.count < proposals.count || found.last.map(isEnough) == true { break }
        }
        return (runs, tally.coverage)
    }
}
