import Invariants
package import Scenarios
package import SimulatedWorld

/// Makes a scenario that violates an invariant as simple as it can be and still violate it.
///
/// Sessions, messages, tokens, faults and their moments, timings, settings and the schedule are
/// reduced together: one change at a time, the boldest first, each kept if the same invariant fails
/// in a run of the simpler scenario. A change that leaves other sessions or messages is tried at a
/// few other seeds as well, since their draws are others. It ends when no change is left that can be
/// kept: the scenario is then *1-minimal*. A change that makes the run several times as long as the
/// original one is not kept, whatever it would show in the end.
///
/// In the manner of Zeller's and Hildebrandt's delta debugging (2002), on what the author could have
/// written rather than on recorded choices, so that the result is a scenario like any other.
///
/// Determinism: a function of scenario, seed, invariant and architecture, whatever the number of
/// threads, unless it is cut short.
package struct Shrinker: Sendable {
    /// The seeds that are tried beside the current one.
    private static let otherSeeds: ClosedRange<UInt64> = 1...5
    /// How many times as long as the failing run a simpler one may take, in steps.
    private static let patience: UInt64 = 4

    private let invariant: String
    private let architecture: Architecture
    private let workers: Workers

    /// Prepares to shrink failures of an invariant on so many threads.
    package init(invariant: String, architecture: Architecture = .shipped, jobs: Int) {
        self.invariant = invariant
        self.architecture = architecture
        workers = Workers(threads: jobs)
    }

    /// Shrinks a scenario that fails at a seed.
    ///
    /// - Parameters:
    ///   - scenario: The scenario, which has no problems.
    ///   - seed: The seed.
    ///   - isCutShort: Whether to be content with what there is; asked before each run.
    /// - Returns: the simplest scenario found; nil if the given one does not fail.
    package func shrink(
        _ scenario: Scenario,
        seed: UInt64,
        unless isCutShort: @escaping @Sendable () -> Bool = { false }
    ) -> Shrunk? {
        var plain = scenario
        plain.seed = seed
        plain.covers = []
        plain.expectation = Expectation()
        guard let original = specimen(of: plain) else { return nil }
        let limit = max(200_000, original.run.statistics.steps * Self.patience)
        var current = original
        var next = 0
        var attempts = 0
        var isMinimal = false
        while !isCutShort() {
            let candidates = candidates(of: current, from: next)
            let found = workers.map(count: candidates.count, until: { $0 }, unless: isCutShort) {
                fails(candidates[$0].scenario, steps: limit)
            }
            attempts += found.count
            guard found.last == true else {
                isMinimal = found.count == candidates.count
                break
            }
            let kept = candidates[found.count - 1]
            guard let specimen = specimen(of: kept.scenario) else {
                preconditionFailure("A run that failed fails again: it is deterministic.")
            }
            current = specimen
            next = kept.reducer
        }
        return Shrunk(
            original: original,
            result: current,
            attempts: attempts,
            longestRun: limit,
            isMinimal: isMinimal
        )
    }

    /// The first single change of a result that still fails, in a run that is not too long; nil if
    /// it is 1-minimal.
    package func simplerFailure(than shrunk: Shrunk) -> Scenario? {
        let specimen = Specimen(
            scenario: shrunk.scenario,
            run: shrunk.run,
            violation: shrunk.violation
        )
        return candidates(of: specimen, from: 0).map(\.scenario)
            .first { fails($0, steps: shrunk.longestRun) }
    }

    /// Whether the invariant fails in a run of a scenario at its own seed.
    package func fails(_ scenario: Scenario) -> Bool {
        fails(scenario, steps: UInt64(scenario.limits.steps))
    }

    private func fails(_ scenario: Scenario, steps: UInt64) -> Bool {
        var limited = scenario
        limited.limits.steps = min(scenario.limits.steps, Int(clamping: steps))
        return SimulationRun(scenario: limited, seed: scenario.seed, architecture: architecture)
            .run(untilViolationOf: [invariant]).violates(invariant)
    }

    private func specimen(of scenario: Scenario) -> Specimen? {
        let run = SimulationRun(
            scenario: scenario,
            seed: scenario.seed,
            architecture: architecture,
            recordsHistory: true
        ).run()
        return run.violations.first { $0.invariant == invariant }
            .map { Specimen(scenario: scenario, run: run, violation: $0) }
    }

    /// All simpler scenarios, beginning with those of one reducer, each with the number of its own;
    /// those of a reducer at the current seed before those at others.
    private func candidates(
        of specimen: Specimen,
        from first: Int
    ) -> [(scenario: Scenario, reducer: Int)] {
        let reducers = Reducer.all
        return reducers.indices.flatMap { offset in
            let index = (first + offset) % reducers.count
            let simpler = reducers[index].candidates(specimen).map { $0.mended() }
                .filter { $0 != specimen.scenario && $0.problems().isEmpty }
            return seeds(of: reducers[index], beside: specimen.seed).flatMap { seed in
                simpler.map { scenario in
                    var scenario = scenario
                    scenario.seed = seed
                    return (scenario, index)
                }
            }
        }
    }

    private func seeds(of reducer: Reducer, beside seed: UInt64) -> [UInt64] {
        guard reducer.triesOtherSeeds else { return [seed] }
        return [seed] + Self.otherSeeds.filter { $0 != seed }
    }
}
