import PlantedDefects
import Scenarios
import SimulatedWorld
import Simulator

/// Looks for one planted defect under one strategy after the other.
struct DefectHunt {
    let ground: HuntingGround
    /// The strategies, in the order in which they are tried.
    let strategies: [SchedulingPolicySetting]
    /// Over how many seeds of the catching scenario the share is measured, for each strategy.
    let shareSeeds: Int

    /// Hunts a defect.
    ///
    /// Determinism: a function of defect, ground and settings.
    func hunt(_ defect: PlantedDefect) -> DefectScore {
        let architecture = Architecture(defect)
        var tracks: [DefectScore.Track] = []
        var first: Sighting?
        for strategy in strategies {
            let track = track(
                architecture,
                naming: defect.expected,
                under: strategy,
                favourite: first?.scenario
            )
            tracks.append(track)
            first = first ?? track.caught
        }
        if let first {
            let home = home(of: first)
            for index in tracks.indices {
                let strategy = tracks[index].strategy
                tracks[index].share = share(of: architecture, home, defect.expected, strategy)
            }
        }
        return DefectScore(id: defect.id, names: defect.expected, tracks: tracks)
    }

    private func track(
        _ architecture: Architecture,
        naming names: [String],
        under strategy: SchedulingPolicySetting,
        favourite: String?
    ) -> DefectScore.Track {
        var shown: Sighting?
        for site in ground.sites(under: strategy, favourite: favourite) {
            guard let seen = Sighting(at: site, of: architecture, naming: names) else { continue }
            if !seen.naming.isEmpty {
                return .init(strategy: strategy, caught: seen, shown: shown)
            }
            shown = shown ?? seen
        }
        return .init(strategy: strategy, caught: nil, shown: shown)
    }

    /// The first seeds of the scenario in which a defect was caught.
    private func home(of sighting: Sighting) -> HuntingGround {
        HuntingGround(
            scenarios: ground.scenarios.filter { $0.name == sighting.scenario },
            seeds: Array(ground.seeds.prefix(shareSeeds))
        )
    }

    private func share(
        of architecture: Architecture,
        _ home: HuntingGround,
        _ names: [String],
        _ strategy: SchedulingPolicySetting
    ) -> DefectScore.Share {
        var (caught, runs) = (0, 0)
        for site in home.sites(under: strategy) {
            runs += 1
            let seen = Sighting(at: site, of: architecture, naming: names)
            if seen.map({ !$0.naming.isEmpty }) ?? false { caught += 1 }
        }
        return .init(caught: caught, runs: runs)
    }
}
