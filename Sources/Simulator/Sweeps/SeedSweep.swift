import Dispatch
package import Scenarios
package import SimulatedWorld
import Synchronization

/// Runs a scenario at many seeds, on several threads.
///
/// Determinism: the outcome does not depend on the number of threads; only the order in which runs
/// are reported as done does.
package struct SeedSweep: Sendable {
    private let scenario: Scenario
    private let architecture: Architecture
    private let jobs: Int

    /// Prepares a sweep over `jobs` threads.
    package init(scenario: Scenario, architecture: Architecture = .shipped, jobs: Int) {
        self.scenario = scenario
        self.architecture = architecture
        self.jobs = max(1, jobs)
    }

    /// Runs all `seeds`; `done` is called after each run, on the thread that ran it.
    package func run(
        seeds: [UInt64],
        done: @escaping @Sendable (RunOutcome) -> Void = { _ in }
    ) -> SweepOutcome {
        let next = Mutex(0)
        let outcomes = Mutex<[RunOutcome?]>(Array(repeating: nil, count: seeds.count))
        DispatchQueue.concurrentPerform(iterations: min(jobs, seeds.count)) { _ in
            while let index = Self.take(next, below: seeds.count) {
                let outcome = SimulationRun(
                    scenario: scenario,
                    seed: seeds[index],
                    architecture: architecture
                ).run()
                outcomes.withLock { $0[index] = outcome }
                done(outcome)
            }
        }
        return SweepOutcome(scenario: scenario, runs: outcomes.withLock { $0.compactMap(\.self) })
    }

    /// Runs one seed again with its facts recorded: determinism makes it the same run.
    package func record(seed: UInt64) -> RunOutcome {
        SimulationRun(
            scenario: scenario,
            seed: seed,
            architecture: architecture,
            recordsHistory: true
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
