import Invariants
package import Scenarios
package import SimulatedWorld
import SimulationKernel

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
    private let workers: Workers

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
        precondition(
            interference == nil || !strategy.isAdaptive,
            "What is run alone too is run at seeds."
        )
        self.source = source
        self.faults = faults
        self.strategy = strategy
        self.architecture = architecture
        self.interference = interference
        workers = Workers(threads: jobs)
    }

    /// What a run of a seed is called.
    package func identity(of seed: UInt64) -> RunIdentity {
        let scenario = source.scenario(at: seed)
        return RunIdentity(seed: seed, scheduling: strategy.policy(for: scenario, seed: seed))
    }

    /// The scenario of a run, with the policy that decides, and with what strikes beside its own faults.
    package func scenario(of run: RunIdentity) -> Scenario {
        var scenario = struck(run)
        if let policy = run.scheduling { scenario.scheduling = policy }
        return scenario
    }

    /// The scenario of a run, with the policy that decides and without the faults that are off: what a
    /// file must say to get the same run, if no draw depends on a fault's place.
    package func concrete(_ run: RunIdentity) -> Scenario {
        var scenario = scenario(of: run)
        if let subset = faults.subset(of: scenario, seed: run.seed) {
            scenario.faults = scenario.faults.indices.filter(subset.contains(index:))
                .map { scenario.faults[$0] }
        }
        return scenario
    }

    /// The scenario of a run with what strikes beside its own faults.
    private func struck(_ run: RunIdentity) -> Scenario {
        var scenario = source.scenario(at: run.seed)
        scenario.faults += run.strikes.compactMap { $0.rule(in: scenario) }
        return scenario
    }

    /// Runs all `seeds`; `done` is called after each run, on the thread that ran it.
    package func run(
        seeds: [UInt64],
        done: @escaping @Sendable (RunOutcome) -> Void = { _ in }
    ) -> SweepOutcome {
        let runs = workers.map(count: seeds.count) { index in
            let outcome = run(identity(of: seeds[index]), recordsHistory: false)
            done(outcome)
            return outcome
        }
        return SweepOutcome(scenario: source.family, runs: runs)
    }

    /// Makes certain runs, in order, until there is a reason to stop: as `run(_:)` does with seeds.
    package func run(
        _ runs: [RunIdentity],
        stopsAtFailure: Bool = false,
        unless isCutShort: @escaping @Sendable () -> Bool,
        done: @escaping @Sendable (RunOutcome) -> Void
    ) -> [RunOutcome] {
        let rules = rules(stopsAtFailure: stopsAtFailure, unless: isCutShort, done: done)
        return workers.map(
            count: runs.count,
            until: rules.isEnough,
            unless: rules.isCutShort
        ) { index in
            let outcome = run(runs[index], recordsHistory: false)
            rules.done(outcome)
            return outcome
        }
    }

    /// Runs seeds until there is a reason to stop.
    ///
    /// - Parameters:
    ///   - seeds: The seeds; of several it is told how much they have covered.
    ///   - stopsAtFailure: Whether no run behind the first that fails counts.
    ///   - isCutShort: Whether no further run is to be begun; asked before each, on any thread.
    ///   - done: Called after each run, on the thread that ran it.
    /// - Returns: what the seeds came to, the first ones if there was a reason to stop.
    package func run(
        _ seeds: SeedList,
        stopsAtFailure: Bool = false,
        unless isCutShort: @escaping @Sendable () -> Bool,
        done: @escaping @Sendable (RunOutcome) -> Void
    ) -> SweepOutcome {
        let rules = rules(stopsAtFailure: stopsAtFailure, unless: isCutShort, done: done)
        switch strategy {
        case .exhaustive(let preemptions, let schedules):
            return search(seeds, ScheduleSearch(preemptions: preemptions), schedules, rules)
        case .guided: return guide(seeds, rules)
        case .asWritten, .portfolio, .one: return sweep(seeds, rules)
        }
    }

    /// Makes a run again with its facts recorded: determinism makes it the same run.
    package func record(_ run: RunIdentity) -> RunOutcome {
        self.run(run, recordsHistory: true)
    }

    /// Runs one seed with its facts recorded.
    package func record(seed: UInt64) -> RunOutcome { record(identity(of: seed)) }

    /// When a sweep ends, and who is told.
    private struct Rules: Sendable {
        let isEnough: @Sendable (RunOutcome) -> Bool
        let isCutShort: @Sendable () -> Bool
        let done: @Sendable (RunOutcome) -> Void
    }

    private func rules(
        stopsAtFailure: Bool,
        unless isCutShort: @escaping @Sendable () -> Bool,
        done: @escaping @Sendable (RunOutcome) -> Void
    ) -> Rules {
        let announced = source.family.expectation.announcedViolation
        return Rules(
            isEnough: { stopsAtFailure && $0.violatesOther(than: announced) },
            isCutShort: isCutShort,
            done: done
        )
    }

    private func sweep(_ seeds: SeedList, _ rules: Rules) -> SweepOutcome {
        let fold = CoverageFold()
        let isMany = seeds.count > 1
        let runs = workers.map(
            count: seeds.count,
            until: rules.isEnough,
            unless: rules.isCutShort
        ) { index in
            let outcome = run(
                identity(of: seeds.seed(at: index)),
                recordsHistory: false,
                recording: isMany ? .coverage : []
            )
            rules.done(outcome)
            guard isMany else { return outcome }
            fold.add(outcome.records.coverage, of: index, isLast: rules.isEnough(outcome))
            return outcome.withoutRecords
        }
        return SweepOutcome(scenario: source.family, runs: runs, coverage: fold.coverage)
    }

    private func search(
        _ seeds: SeedList,
        _ search: ScheduleSearch,
        _ limit: Int,
        _ rules: Rules
    ) -> SweepOutcome {
        var note = SearchNote(preemptions: search.preemptions)
        var runs: [RunOutcome] = []
        for index in 0..<seeds.count {
            guard !rules.isCutShort() else {
                // At least one schedule of each further seed.
                note.add(tried: 0, merged: 0, left: seeds.count - index)
                break
            }
            let seed = seeds.seed(at: index)
            let scenario = source.scenario(at: seed)
            var search = search
            runs += ExhaustiveSweep(
                scenario: scenario,
                seed: seed,
                subset: faults.subset(of: scenario, seed: seed),
                architecture: architecture,
                workers: workers
            ).run(
                &search,
                limit: limit,
                until: rules.isEnough,
                unless: rules.isCutShort,
                done: rules.done
            )
            note.add(
                tried: search.triedCount,
                merged: search.mergedCount,
                left: search.knownCount
            )
            if runs.last.map(rules.isEnough) == true { break }
        }
        return SweepOutcome(scenario: source.family, runs: runs, search: note)
    }

    private func guide(_ seeds: SeedList, _ rules: Rules) -> SweepOutcome {
        let sweep = GuidedSweep(
            seeds: seeds,
            workers: workers,
            identity: { identity(of: $0) },
            scenario: { source.scenario(at: $0) },
            // A swarm is about the faults that are on.
            hasStrikes: faults == .all,
            run: { run($0, recordsHistory: false, recording: [.schedule, .coverage, .anchors]) }
        )
        let (runs, coverage) = sweep.run(
            until: rules.isEnough,
            unless: rules.isCutShort,
            done: rules.done
        )
        return SweepOutcome(scenario: source.family, runs: runs, coverage: coverage)
    }

    private func run(
        _ run: RunIdentity,
        recordsHistory: Bool,
        recording: RunRecording = []
    ) -> RunOutcome {
        let scenario = struck(run)
        let subset = faults.subset(of: scenario, seed: run.seed)
        if let interference {
            let outcome = interference.run(
                scenario: scenario,
                seed: run.seed,
                architecture: architecture,
                subset: subset,
                scheduling: run.scheduling
            )
            return recordsHistory ? outcome : outcome.withoutHistory
        }
        return SimulationRun(
            scenario: scenario,
            seed: run.seed,
            architecture: architecture,
            subset: subset,
            scheduling: run.scheduling,
            recordsHistory: recordsHistory,
            recording: recording
        ).run().struck(by: run.strikes)
    }
}
