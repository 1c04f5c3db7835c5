import Invariants
package import Scenarios
import SimulatedWorld
import Simulator

/// A run in which a defect showed.
package struct Sighting: Sendable, Equatable {
    /// The strategy.
    package let strategy: SchedulingPolicySetting
    /// The scenario.
    package let scenario: String
    /// The seed.
    package let seed: UInt64
    /// How many seeds of the library it took, counted from 1.
    package let round: Int
    /// The invariants that name the problem and were violated, the earliest first.
    package let naming: [String]
    /// The others that were violated, as far as the run went.
    package let others: [String]

    package init(
        strategy: SchedulingPolicySetting,
        scenario: String,
        seed: UInt64,
        round: Int,
        naming: [String],
        others: [String]
    ) {
        self.strategy = strategy
        self.scenario = scenario
        self.seed = seed
        self.round = round
        self.naming = naming
        self.others = others
    }

    /// Runs an architecture at a site, up to the first violation of an invariant that names the
    /// problem; nil if nothing is violated beside what the scenario documents.
    init?(at site: HuntingGround.Site, of architecture: Architecture, naming names: [String]) {
        let documented = site.scenario.expectation.announcedViolation
        let names = names.filter { $0 != documented }
        let run = SimulationRun(
            scenario: site.scenario,
            seed: site.seed,
            architecture: architecture
        ).run(untilViolationOf: names)
        let violated = run.violations.map(\.invariant).filter { $0 != documented }
        if violated.isEmpty { return nil }
        self.init(
            strategy: site.scenario.scheduling,
            scenario: site.scenario.name,
            seed: site.seed,
            round: site.round,
            naming: violated.filter(names.contains),
            others: violated.filter { !names.contains($0) }
        )
    }
}
