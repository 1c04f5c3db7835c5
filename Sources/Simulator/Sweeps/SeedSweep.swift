import Invariants
package import Scenarios
package import SimulatedWorld

/// Runs a scenario, or a drawn one for each seed, at many seeds, on several threads.
///
/// Determinism: the outcome does not depend on the number of threads; only the order in which runs
/// are reported as done does.
package struct SeedSweep: Sendable {
    private let source: ScenarioSource
    private let faults: FaultSelection
    private let strategy: SchedulingStrategy
    private let architecture: Architecture
    private let interference: InterferenceCheck?
    private let jobs: Int

    /// Prepares a sweep over `jobs` threads.
    package init(scenario: Scenario, architecture: Architecture = .shipped, jobs: Int) {
        self.init(source: .one(scenario), architecture: architecture, jobs: jobs)
    }

    /// Prepares a sweep over `jobs` threads, of scenarios from anywhere and faults as selected; with an
    /// `interference` check some sessions of each run are run alone, too.
    package init(
        source: ScenarioSource,
        faults: FaultSelection = .all,
        strategy: SchedulingStrategy = .asWritten,
        architecture: Architecture = .shipped,
        interference: InterferenceCheck? = nil,
        jobs: Int
    ) {
        self.source = source
        self.faults = faults
        self.strategy = strategy
        self.architecture = architecture
        self.interference = interference
        self.jobs = max(1, jobs)
    }

    /// The scenario that a seed runs.
    package func scenario(at seed: UInt64) -> Scenario { source.scenario(at: seed) }

    /// The scenario that a seed runs, with the policy that decides and without the faults that are
    /// off: what a file must say to get the same run, if no draw depends on a fault's place.
    package func concrete(at seed: UInt64) -> Scenario {
        var scenario = scenario(at: seed)
        if let policy = strategy.policy(for: scenario, seed: seed) { scenario.scheduling = policy }
        if let subset = faults.subset(of: scenario, seed: seed) {
            scenario.faults = scenario.faults.indices.filter(subset.contains(index:))
                .map { scenario.faults[$0] }
        }
        return scenario
    }

    /// Runs all `seeds`; `done` is called after each run, on the thread that ran it.
    package func run(
        seeds: [UInt64],
        done: @escaping @Sendable (RunOutcome) -> Void = { _ in }
    ) -> SweepOutcome {
        let runs = Workers(threads: jobs).map(count: seeds.count) { index in
            let outcome = run(seed: seeds[index], recordsHistory: false)
            done(outcome)
            return outcome
        }
        return SweepOutcome(scenario: source.family, runs: runs)
    }

    /// Runs seeds until there is a reason to stop.
    ///
    /// - Parameters:
    ///   - seeds: The seeds.
    ///   - stopsAtFailure: Whether no seed behind the first that fails counts.
    ///   - isCutShort: Whether no further seed is to be begun; asked before each, on any thread.
    ///   - done: Called after each run, on the thread that ran it.
    /// - Returns: what the seeds came to, the first ones if there was a reason to stop.
    package func run(
        _ seeds: SeedList,
        stopsAtFailure: Bool = false,
        unless isCutShort: @escaping @Sendable () -> Bool,
        done: @escaping @Sendable (RunOutcome) -> Void
    ) -> SweepOutcome {
        let family = source.family
        let announced = SweepOutcome(scenario: family, runs: []).announcedViolation
        let runs = Workers(threads: jobs).map(
            count: seeds.count,
            until: { run in
                stopsAtFailure && run.violations.contains { $0.invariant != announced }
            },
            unless: isCutShort
        ) { index in
            let outcome = run(seed: seeds.seed(at: index), recordsHistory: false)
            done(outcome)
            return outcome
        }
        return SweepOutcome(scenario: family, runs: runs)
    }

    /// Runs one seed again with its facts recorded: determinism makes it the same run.
    package func record(seed: UInt64) -> RunOutcome {
        run(seed: seed, recordsHistory: true)
    }

    private func run(seed: UInt64, recordsHistory: Bool) -> RunOutcome {
        let scenario = source.scenario(at: seed)
        let subset = faults.subset(of: scenario, seed: seed)
        let scheduling = strategy.policy(for: scenario, seed: seed)
        if let interference {
            let outcome = interference.run(
                scenario: scenario,
                seed: seed,
                architecture: architecture,
                subset: subset,
                scheduling: scheduling
            )
            return recordsHistory ? outcome : outcome.withoutHistory
        }
        return SimulationRun(
            scenario: scenario,
            seed: seed,
            architecture: architecture,
            subset: subset,
            scheduling: scheduling,
            recordsHistory: recordsHistory
        ).run()
    }
}
