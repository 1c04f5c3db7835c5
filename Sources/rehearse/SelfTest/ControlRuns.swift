import Scenarios
import SimulatedWorld
import Simulator

/// The shipped architecture, in the very runs in which defects were caught: an accusation there would
/// make the catch worth nothing.
struct ControlRuns {
    /// What makes two runs the same.
    private struct Place: Hashable {
        let strategy: SchedulingPolicySetting
        let scenario: String
        let seed: UInt64
    }

    let ground: HuntingGround
    let workers: Workers

    /// The runs in which the defects were caught, each once, in the order of the scores.
    func sites(of scores: [DefectScore]) -> [HuntingGround.Site] {
        var seen: Set<Place> = []
        return scores.flatMap(\.tracks).compactMap(\.caught)
            .filter {
                seen.insert(
                    Place(strategy: $0.strategy, scenario: $0.scenario, seed: $0.seed)
                ).inserted
            }
            .compactMap(ground.site(of:))
    }

    /// One line for each invariant that the shipped architecture is accused of violating there.
    func alarms(at sites: [HuntingGround.Site], progress: Progress) -> [String] {
        workers.map(count: sites.count) { index in
            let site = sites[index]
            defer { progress.advance() }
            let seen = Sighting(at: site, of: .shipped, naming: [])
            return (seen?.others ?? []).map {
                "\($0) in \(site.scenario.name) at seed \(site.seed) under "
                    + site.scenario.scheduling.text
            }
        }.flatMap(\.self)
    }
}

extension HuntingGround {
    /// The run in which something was seen.
    fileprivate func site(of sighting: Sighting) -> Site? {
        scenarios.first { $0.name == sighting.scenario }.map {
            Site(
                scenario: $0,
                seed: sighting.seed,
                round: sighting.round,
                strategy: sighting.strategy
            )
        }
    }
}
