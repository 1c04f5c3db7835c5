import Foundation
import Invariants
import PlantedDefects
import ScenarioFormat
import Scenarios
import SimulatedWorld
import Simulator
import Testing

/// A defect and a small scenario that makes its shortest schedule probable: `Schedules/ID.yaml`.
struct Schedule: CustomTestStringConvertible {
    /// How many seeds a defect may survive.
    static let seeds: ClosedRange<UInt64> = 1...50
    /// All scenario files.
    static let library = ScenarioLibrary.load(
        paths: [
            URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("Schedules").path
        ],
        parser: ScenarioParser(knownInvariants: InvariantRegistry.all.map(\.id))
    )
    /// The schedule of each planted defect that has one.
    static let all: [Schedule] = PlantedDefect.all.compactMap { defect in
        library.entries.first { $0.ownName == defect.id }
            .map { Schedule(defect: defect, scenario: $0.scenario) }
    }

    let defect: PlantedDefect
    let scenario: Scenario

    var testDescription: String { defect.id }

    /// What a seed violates in an architecture.
    func violations(seed: UInt64, of architecture: Architecture) -> [String] {
        SimulationRun(scenario: scenario, seed: seed, architecture: architecture)
            .run().violations.map(\.invariant)
    }
}
