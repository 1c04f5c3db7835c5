package import Scenarios

/// The runs that a hunt goes through: the first seed of every scenario, then the second of every one,
/// and so on, cheap scenarios first.
///
/// Most defects show at the first seed of a scenario that has what they need, so that rounds over all
/// scenarios find them sooner than all seeds of one scenario after another.
package struct HuntingGround: Sendable {
    /// One run.
    package struct Site: Sendable {
        /// The scenario, with the strategy as its scheduling.
        package private(set) var scenario: Scenario
        package let seed: UInt64
        /// Which seed of the scenario it is, counted from 1.
        package let round: Int

        /// Makes the place of a run.
        package init(
            scenario: Scenario,
            seed: UInt64,
            round: Int,
            strategy: SchedulingPolicySetting
        ) {
            self.scenario = scenario
            self.scenario.scheduling = strategy
            self.seed = seed
            self.round = round
        }
    }

    /// The scenarios, the cheapest first.
    package let scenarios: [Scenario]
    /// The seeds of each.
    package let seeds: [UInt64]

    package init(scenarios: [Scenario], seeds: [UInt64]) {
        self.scenarios = scenarios.enumerated()
            .sorted { ($0.element.messageCount, $0.offset) < ($1.element.messageCount, $1.offset) }
            .map(\.element)
        self.seeds = seeds
    }

    /// The runs under one strategy, in order.
    ///
    /// - Parameters:
    ///   - strategy: The scheduling of every run.
    ///   - favourite: The scenario that each round begins with. In which round something is found
    ///     does not depend on it, only how soon within the round.
    /// - Returns: the runs, made when they are asked for.
    package func sites(
        under strategy: SchedulingPolicySetting,
        favourite: String? = nil
    ) -> some Sequence<Site> {
        let ordered =
            scenarios.filter { $0.name == favourite } + scenarios.filter { $0.name != favourite }
        return seeds.enumerated().lazy.flatMap { index, seed in
            ordered.lazy.map { scenario in
                Site(scenario: scenario, seed: seed, round: index + 1, strategy: strategy)
            }
        }
    }
}

extension Scenario {
    /// How many messages its clients send: what a run of it costs, roughly.
    fileprivate var messageCount: Int {
        clients.reduce(0) { $0 + $1.sessions * $1.messages }
    }
}
