import PlantedDefects
import Reporting
import ScenarioFormat
import Scenarios
import SimulatedWorld
import Simulator

/// Runs one planted defect against scenarios until one of them shows it.
struct DefectHunt {
    let entries: [ScenarioLibrary.Entry]
    let seeds: [UInt64]
    let threads: Int

    /// Where and how a defect showed.
    struct Catch: Equatable {
        /// The invariants that were violated there, those expected first.
        let invariants: [String]
        /// Whether one of them is an expected one.
        let isExpected: Bool
        /// The scenario.
        let scenario: String
        /// The seeds at which it showed, in order.
        let seeds: [UInt64]
        /// How many seeds were run.
        let seedCount: Int
    }

    /// Hunts a defect through the scenarios in their order, and stops after the first in which an
    /// expected invariant is violated; else the first in which any is counts; nil if none is.
    func hunt(_ defect: PlantedDefect, progress: Progress) -> Catch? {
        let architecture = Architecture(name: defect.id, assemble: defect.assemble)
        var found: Catch?
        for entry in entries {
            progress.begin("\(defect.id) in \(entry.scenario.name)", runs: seeds.count)
            let outcome = SeedSweep(
                scenario: entry.scenario,
                architecture: architecture,
                jobs: threads
            ).run(seeds: seeds) { _ in progress.advance() }
            guard let caught = Self.look(at: outcome, for: defect) else { continue }
            if caught.isExpected { return caught }
            found = found ?? caught
        }
        return found
    }

    /// What a sweep shows of a defect; nil if nothing.
    private static func look(at outcome: SweepOutcome, for defect: PlantedDefect) -> Catch? {
        let groups = FailureGroup.groups(of: outcome)
        guard !groups.isEmpty else { return nil }
        let expected = groups.filter { defect.expected.contains($0.invariant) }
        let others = groups.filter { !defect.expected.contains($0.invariant) }
        let counted = expected.isEmpty ? others : expected
        let seeds = outcome.runs.map(\.seed).filter { seed in
            counted.contains { $0.seeds.contains(seed) }
        }
        return Catch(
            invariants: (expected + others).map(\.invariant),
            isExpected: !expected.isEmpty,
            scenario: outcome.scenario.name,
            seeds: seeds,
            seedCount: outcome.runs.count
        )
    }
}
