import Dispatch
package import Scenarios
package import SimulatedWorld
import Synchronization

/// Runs a scenario, or a drawn one for each seed, at many seeds, on several threads.
///
/// Determinism: the outcome does not depend on the number of threads; only the order in which runs
/// are reported as done does.
package struct SeedSweep: Sendable {
    private let source: ScenarioSource
    private let faults: FaultSelection
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
        architecture: Architecture = .shipped,
        interference: InterferenceCheck? = nil,
        jobs: Int
    ) {
        self.source = source
        self.faults = faults
        self.architecture = architecture
        self.interference = interference
        self.jobs = max(1, jobs)
    }

    /// The scenario that a seed runs.
    package func scenario(at seed: UInt64) -> Scenario { source.scenario(at: seed) }

    /// Runs all `seeds`; `done` is called after each run, on the thread that ran it.
    package func run(
        seeds: [UInt64],
        done: @escaping @Sendable (RunOutcome) -> Void = { _ in }
    ) -> SweepOutcome {
        let next = Mutex(0)
        let outcomes = Mutex<[RunOutcome?]>(Array(repeating: nil, count: seeds.count))
        DispatchQueue.concurrentPerform(iterations: min(jobs, seeds.count)) { _ in
            while let index = Self.take(next, below: seeds.count) {
                let outcome = run(seed: seeds[index], recordsHistory: false)
                outcomes.withLock { $0[index] = outcome }
                done(outcome)
            }
        }
        return SweepOutcome(
            scenario: source.family,
            runs: outcomes.withLock { $0.compactMap(\.self) }
        )
    }

    /// Runs one seed again with its facts recorded: determinism makes it the same run.
    package func record(seed: UInt64) -> RunOutcome {
        run(seed: seed, recordsHistory: true)
    }

    private func run(seed: UInt64, recordsHistory: Bool) -> RunOutcome {
        let scenario = source.scenario(at: seed)
        let subset = faults.subset(of: scenario, seed: seed)
        if let interference {
            let outcome = interference.run(
                scenario: scenario,
                seed: seed,
                architecture: architecture,
                subset: subset
            )
            return recordsHistory ? outcome : outcome.withoutHistory
        }
        return SimulationRun(
            scenario: scenario,
            seed: seed,
            architecture: architecture,
            subset: subset,
            recordsHistory: recordsHistory
        ).run()
    }

    private static func take(_ next: borrowing Mutex<Int>, below count: Int) -> Int? {
        next.withLock { next in
            guard next < count else { return nil }
            defer { next += 1 }
            return next
        }
    }
}
