import Scenarios
import SimulationKernel

/// The runs of a guided sweep that have shown something new, and what is tried next.
///
/// Determinism: a function of the runs that were added, in their order; draws from the stream `guided`
/// of the first seed, with a child for each run.
struct GuidedCorpus: Sendable {
    /// A run to make.
    struct Proposal: Sendable {
        let seed: UInt64
        /// The policy in place of the scenario's own; nil: its own.
        let scheduling: SchedulingPolicySetting?
    }

    private struct Entry: Sendable {
        let seed: UInt64
        let scheduling: SchedulingPolicySetting
        let choices: Int
    }

    /// Of how many proposals one is a seed that was not run before.
    private static let freshness: Int64 = 2
    /// How many of the newest runs are built upon.
    private static let memory = 64

    private let seeds: SeedList
    private let stream: RandomStream
    private var entries: [Entry] = []
    private var freshSeeds = 0
    private var proposals = 0

    init(_ seeds: SeedList) {
        self.seeds = seeds
        stream = RandomStream(seed: seeds.seed(at: 0), name: "guided")
    }

    /// What to run next: a new seed, or a run that had shown something new with its schedule drawn
    /// anew from a choice on; `policy` says what a new seed runs under.
    mutating func propose(_ policy: (UInt64) -> SchedulingPolicySetting?) -> Proposal {
        var draws = stream.child(proposals)
        proposals += 1
        guard !entries.isEmpty, draws.uniform(in: 1...Self.freshness) > 1 else {
            let seed = seeds.seed(at: freshSeeds)
            freshSeeds += 1
            return Proposal(seed: seed, scheduling: policy(seed))
        }
        let newest = entries.suffix(Self.memory)
        let entry = newest[newest.startIndex + Int(draws.uniform(in: 0...Int64(newest.count - 1)))]
        let choice = Int(draws.uniform(in: 0...Int64(entry.choices - 1)))
        return Proposal(
            seed: entry.seed,
            scheduling: entry.scheduling.turning(at: choice, to: proposals)
        )
    }

    /// Keeps a run that has shown something new; one without choices has nothing to change.
    mutating func keep(_ run: RunOutcome, of scenario: Scenario) {
        guard let choices = run.schedule?.decisions.count, choices > 0 else { return }
        entries.append(
            Entry(
                seed: run.seed,
                scheduling: run.scheduling ?? scenario.scheduling,
                choices: choices
            )
        )
    }
}
