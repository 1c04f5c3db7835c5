import Scenarios
import SimulatedWorld

/// Finds what the shipped architecture is wrongly accused of.
struct FailureAlarm {
    let ground: HuntingGround

    /// One line for each invariant that was violated in each of the first `count` runs.
    func words(inFirst count: Int, progress: Progress) -> [String] {
        let findings = ground.search(first: count) {
            defer { progress.advance() }
            return HuntingGround.violations(at: $0, of: .shipped)
        } until: { _ in
            false
        }
        return zip(ground.sites, findings).flatMap { site, invariants in
            invariants.map { "\($0) in \(site.scenario.name) at seed \(site.seed)" }
        }
    }
}
