package import Scenarios

/// What the self-test found: for each defect who caught it, how soon and how often, and who survived.
package struct Scoreboard: Sendable {
    /// The scores, in the order of the defects.
    package let scores: [DefectScore]
    /// The strategies that were tried, in their order.
    package let strategies: [SchedulingPolicySetting]
    /// How many scenarios were gone through.
    package let scenarios: Int
    /// How many seeds each scenario had at most.
    package let seeds: Int
    /// How many different runs caught something, and were made with the shipped architecture too.
    package let controls: Int
    /// What the shipped architecture is accused of in them.
    package let alarms: [String]

    package init(
        scores: [DefectScore],
        strategies: [SchedulingPolicySetting],
        scenarios: Int,
        seeds: Int,
        controls: Int,
        alarms: [String]
    ) {
        self.scores = scores
        self.strategies = strategies
        self.scenarios = scenarios
        self.seeds = seeds
        self.controls = controls
        self.alarms = alarms
    }

    /// The defects that no strategy caught.
    package var survivors: [DefectScore] { scores.filter(\.hasSurvived) }
    /// How many were caught.
    package var caught: Int { scores.count - survivors.count }
    /// Whether every defect was caught and the shipped architecture accused of nothing.
    package var hasPassed: Bool { survivors.isEmpty && alarms.isEmpty }

    /// What came of a strategy, as a cell of a table: in how many seeds, more than all for none, and
    /// nothing if it was not tried.
    package func cell(_ score: DefectScore, _ strategy: SchedulingPolicySetting) -> String {
        guard let track = score.tracks.first(where: { $0.strategy == strategy }) else { return "" }
        return track.caught.map { "\($0.round)" } ?? "> \(seeds)"
    }

    /// The median as a cell of a table.
    package func median(_ score: DefectScore) -> String {
        guard let halves = score.medianHalves else { return "> \(seeds)" }
        return halves.isMultiple(of: 2) ? "\(halves / 2)" : "\(halves / 2).5"
    }

    /// A share as a cell of a table.
    package static func cell(_ share: DefectScore.Share?) -> String {
        share.map { "\($0.caught) of \($0.runs)" } ?? ""
    }

    /// In how many of its runs a strategy catches the defect of each; nil if it was not tried.
    package func share(of strategy: SchedulingPolicySetting) -> DefectScore.Share? {
        .sum(scores.compactMap { $0.share(under: strategy) })
    }
}
