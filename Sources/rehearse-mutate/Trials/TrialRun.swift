import Invariants
import Scenarios
import Simulator

/// Runs scenarios until one of them is violated: what the process of one mutant does.
///
/// Each round takes the next seed of every scenario, under the next policy of the portfolio.
struct TrialRun {
    let scenarios: [Scenario]
    let rounds: Int
    /// No run goes further, whatever its scenario says: a mutant may run in circles.
    let steps: Int

    /// Runs.
    func run() -> TrialResult {
        var doubt: TrialResult?
        for round in 1...max(1, rounds) {
            let policies = SchedulingStrategy.policies
            let ground = HuntingGround(scenarios: scenarios, seeds: [UInt64(round)])
            for site in ground.sites(under: policies[(round - 1) % policies.count]) {
                switch run(site) {
                case .caught(let invariant, let scenario, _):
                    return .caught(invariant: invariant, scenario: scenario, round: round)
                case .doubted(let reason, let scenario):
                    doubt = doubt ?? .doubted(reason: reason, scenario: scenario)
                case .crashed, .hung, .failed, .survived: break
                }
            }
        }
        return doubt ?? .survived
    }

    private func run(_ site: HuntingGround.Site) -> TrialResult {
        var scenario = site.scenario
        scenario.limits.steps = min(scenario.limits.steps, steps)
        let documented = scenario.expectation.announcedViolation
        let outcome = SimulationRun(scenario: scenario, seed: site.seed).run(
            untilViolationOf: InvariantRegistry.all.map(\.id).filter { $0 != documented }
        )
        if let first = outcome.violations.first(where: { $0.invariant != documented }) {
            return .caught(
                invariant: first.invariant,
                scenario: scenario.name,
                round: site.round
            )
        }
        guard let doubt = outcome.doubts.first else { return .survived }
        let reason = doubt.split(whereSeparator: \.isNewline).joined(separator: " ")
        return .doubted(reason: reason.replacing("\t", with: " "), scenario: scenario.name)
    }
}
