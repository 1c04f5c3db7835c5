package import Scenarios

/// How a planted defect fared.
package struct DefectScore: Sendable, Equatable {
    /// What came of one strategy.
    package struct Track: Sendable, Equatable {
        /// The strategy.
        package let strategy: SchedulingPolicySetting
        /// The first run in which an invariant that names the problem was violated; nil if there was
        /// none within the seeds.
        package let caught: Sighting?
        /// The first run in which only others were, if one came before.
        package let shown: Sighting?

        package init(
            strategy: SchedulingPolicySetting,
            caught: Sighting?,
            shown: Sighting?
        ) {
            self.strategy = strategy
            self.caught = caught
            self.shown = shown
        }
    }

    /// In how many runs of the scenario that caught it a defect is caught.
    package struct Share: Sendable, Equatable {
        package let caught: Int
        package let runs: Int

        package init(caught: Int, runs: Int) {
            self.caught = caught
            self.runs = runs
        }
    }

    /// The defect.
    package let id: String
    /// The invariants that name the problem.
    package let names: [String]
    /// What came of each strategy that was tried, in their order.
    package let tracks: [Track]
    /// Over the strategies that were tried; nil if the defect survived.
    package let share: Share?

    package init(id: String, names: [String], tracks: [Track], share: Share?) {
        self.id = id
        self.names = names
        self.tracks = tracks
        self.share = share
    }

    /// The first strategy's run that caught it; nil: it survived.
    package var caught: Sighting? { tracks.lazy.compactMap(\.caught).first }
    /// Whether no strategy caught it.
    package var hasSurvived: Bool { caught == nil }
    /// The first run in which only other invariants were violated, if one came before.
    package var shown: Sighting? { tracks.lazy.compactMap(\.shown).first }

    /// The invariants that name the problem and were violated in a first catch, in the defect's order.
    package var naming: [String] {
        names.filter { name in
            tracks.contains { $0.caught?.naming.contains(name) ?? false }
        }
    }

    /// The others that were violated in a first catch, sorted.
    package var others: [String] {
        Set(tracks.flatMap { $0.caught?.others ?? [] }).sorted()
    }

    /// Half the strategies needed at most so many seeds, in halves of a seed; nil if half of them did
    /// not catch it.
    package var medianHalves: Int? {
        let rounds = tracks.map { $0.caught?.round ?? .max }.sorted()
        guard !rounds.isEmpty else { return nil }
        let (low, high) = (rounds[(rounds.count - 1) / 2], rounds[rounds.count / 2])
        return high == .max ? nil : low + high
    }
}
