import Foundation
import Reporting
import ScenarioFormat
import Scenarios
import Simulator

/// Runs scenarios one after the other, each at all its seeds, and gathers the evidence of failures.
struct ScenarioRuns: Sendable {
    private let rehearsal: Rehearsal
    private let seeds: SeedList?
    private let strategy: SchedulingStrategy

    /// Prepares the runs that a rehearsal asks for.
    ///
    /// - Throws: `Rehearsal.Problem.settings` if it asks for what cannot be.
    init(_ rehearsal: Rehearsal) throws(Rehearsal.Problem) {
        self.rehearsal = rehearsal
        let isMany = rehearsal.seeds.map { $0.lowerBound != $0.upperBound } ?? false
        let strategy = rehearsal.strategy ?? (isMany ? .portfolio : .scenario)
        if case .pct(let depth) = strategy, !SchedulingPolicySetting.depths.contains(depth) {
            let depths = SchedulingPolicySetting.depths
            throw .settings(
                "pct(depth: \(depth)) cannot be run: the depth is from \(depths.lowerBound) to "
                    + "\(depths.upperBound)"
            )
        }
        if let jobs = rehearsal.jobs, !(1...1_024).contains(jobs) {
            throw .settings("\(jobs) jobs cannot run anything: the number is from 1 to 1024")
        }
        if let range = rehearsal.seeds, range.upperBound - range.lowerBound > Self.mostSeeds {
            throw .settings("seeds \(range) are more than anybody can run")
        }
        self.strategy = strategy.simulated
        seeds = rehearsal.seeds.map { SeedList($0) }
    }

    private static let mostSeeds: UInt64 = 1_000_000_000

    /// Runs everything, or as much as there is before `flag` is raised.
    ///
    /// - Throws: `Rehearsal.Problem.notDeterministic` if a run that failed is another one when it is
    ///   repeated for its evidence.
    func run(
        _ entries: [ScenarioLibrary.Entry],
        unless flag: Flag
    ) throws -> [Rehearsal.ScenarioOutcome] {
        var outcomes: [Rehearsal.ScenarioOutcome] = []
        for entry in entries where !flag.isRaised {
            if let outcome = try run(entry, unless: flag) { outcomes.append(outcome) }
        }
        return outcomes
    }

    private func run(
        _ entry: ScenarioLibrary.Entry,
        unless flag: Flag
    ) throws -> Rehearsal.ScenarioOutcome? {
        let sweep = SeedSweep(
            source: .one(entry.scenario),
            strategy: strategy,
            architecture: rehearsal.architecture.simulated,
            jobs: rehearsal.jobs ?? ProcessInfo.processInfo.activeProcessorCount
        )
        let own = entry.scenario.seed
        let clock = ContinuousClock()
        let began = clock.now
        let outcome = sweep.run(seeds ?? SeedList(own...own), unless: { flag.isRaised }) { _ in }
        let wallTime = clock.now - began
        guard !outcome.runs.isEmpty else { return nil }
        var evidence = FailureEvidence(sweep: sweep, outcome: outcome)
        let result = ScenarioResult(
            path: entry.path,
            title: entry.title,
            outcome: outcome,
            wallTime: Int64(wallTime / .nanoseconds(1)),
            caller: .library,
            failures: try evidence.failures()
        )
        return Rehearsal.ScenarioOutcome(result, sweep: sweep)
    }
}
