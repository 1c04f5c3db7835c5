package import Scenarios

/// Where the scenario of each seed of a sweep comes from.
package enum ScenarioSource: Sendable {
    /// Every seed runs the same one.
    case one(Scenario)
    /// Every seed draws its own.
    case generated

    /// What the seeds have in common, for reports.
    package var family: Scenario {
        switch self {
        case .one(let scenario): scenario
        case .generated: .generatedFamily
        }
    }

    /// The scenario that a seed runs.
    package func scenario(at seed: UInt64) -> Scenario {
        switch self {
        case .one(let scenario): scenario
        case .generated: .generated(seed: seed)
        }
    }
}

/// Which of a scenario's faults happen in a run.
package enum FaultSelection: Sendable {
    /// All.
    case all
    /// A random subset for each seed; see ``FaultSubset``.
    case swarm

    /// The subset of a seed; nil: all faults happen.
    func subset(of scenario: Scenario, seed: UInt64) -> FaultSubset? {
        switch self {
        case .all: nil
        case .swarm: FaultSubset(of: scenario, seed: seed)
        }
    }
}
