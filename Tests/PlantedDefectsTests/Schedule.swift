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

    let defect: PlantedDefect
    let scenario: Scenario

    var testDescription: String { defect.id }

    /// The schedule of each planted defect.
    static let all: [Schedule] = PlantedDefect.all.compactMap { defect in
        load(defect.id).map { Schedule(defect: defect, scenario: $0) }
    }

    /// The defects that have no schedule.
    static let missing = PlantedDefect.all.map(\.id).filter { load($0) == nil }

    /// What a seed violates in an architecture.
    func violations(seed: UInt64, of architecture: Architecture) -> [String] {
        SimulationRun(scenario: scenario, seed: seed, architecture: architecture)
            .run().violations.map(\.invariant)
    }

    private static func load(_ id: String) -> Scenario? {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Schedules/\(id).yaml")
        guard let data = try? Data(contentsOf: url),
            case .scenario(let scenario) = ScenarioParser(
                knownInvariants: InvariantRegistry.all.map(\.id)
            ).parse(bytes: [UInt8](data), fileName: url.path)
        else { return nil }
        return scenario
    }
}
