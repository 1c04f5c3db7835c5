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
        /// Over the first seeds of the scenario that caught the defect under the first strategy that
        /// did; nil if none did.
        package var share: Share?

        package init(
            strategy: SchedulingPolicySetting,
            caught: Sighting?,
            shown: Sighting?,
            share: Share? = nil
        ) {
            self.strategy = strategy
            self.caught = caught
            self.shown = shown
            self.share = share
        }
    }

    /// In how many of some runs defects are caught.
    package struct Share: Sendable, Equatable {
        package let caught: Int
        package let runs: Int

        package init(caught: Int, runs: Int) {
            self.caught = caught
            self.runs = runs
        }

        /// The share of all runs together; nil of none.
        package static func sum(_ shares: some Sequence<Share>) -> Share? {
            shares.reduce(nil) { sum, share in
                Share(
                    caught: (sum?.caught ?? 0) + share.caught,
                    runs: (sum?.runs ?? 0) + share.runs
                )
            }
        }
    }

    /// The defect.
    package let id: String
    /// The invariants that name the problem.
    package let names: [String]
    /// What came of each strategy that was tried, in their order.
    package let tracks: [Track]

    package init(id: String, names: [String], tracks: [Track]) {
        self.id = id
        self.names = names
        self.tracks = tracks
    }

    /// Over the strategies that were tried; nil if the defect survived.
    package var share: Share? { .sum(tracks.compactMap(\.share)) }
    /// Under one strategy; nil if the defect survived, or it was not tried.
    package func share(under strategy: SchedulingPolicySetting) -> Share? {
        tracks.first { $0.strategy == strategy }?.share
    }

    /// Whether the strategies that were tried catch it in different shares of the same seeds.
    package var dependsOnStrategy: Bool {
        tracks.contains { $0.share != tracks.first?.share }
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
