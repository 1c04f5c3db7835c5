import Reporting
import Scenarios
import Simulator
import Testing

extension Tale {
    /// The invariants that the reports of tales tell of.
    static let checked = ["ordering.delivery", "ordering.sequence", "durability.responses"]

    /// What there is to report of some seeds, all of which went as told.
    func result(
        sessions: Int,
        seeds: [UInt64],
        seen: Int = 1,
        path: String = "Scenarios/tale.yaml",
        _ change: (inout Scenario) -> Void = { _ in }
    ) throws -> ScenarioResult {
        var scenario = Tale.scenario(sessions: sessions)
        change(&scenario)
        let runs = seeds.map {
            run(seed: $0, sessions: sessions, checking: Self.checked, seen: seen)
        }
        let outcome = SweepOutcome(scenario: scenario, runs: runs)
        let failures = try FailureGroup.groups(of: outcome).map {
            try #require(Failure($0, recorded: runs[0]))
        }
        return ScenarioResult(
            path: path,
            outcome: outcome,
            wallTime: 25_000_000,
            failures: failures,
            line: 2
        )
    }
}
