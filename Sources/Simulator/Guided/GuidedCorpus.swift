import Scenarios
import SimulationKernel

/// The runs of a guided sweep that have shown something new, and what is tried next.
///
/// Determinism: a function of the runs that were added, in their order; draws from the stream `guided`
/// of the first seed, with a child for each run.
struct GuidedCorpus: Sendable {
    /// A run to make.
    struct Proposal: Sendable {
        let run: RunIdentity
        let move: GuidedMove
    }

    private struct Entry: Sendable {
        let run: RunIdentity
        /// The policy that decides, be it the scenario's own.
        let scheduling: SchedulingPolicySetting
        let choices: Int
        /// Where it showed what had not been seen.
        let anchors: [CoverageAnchor]
        /// What can strike there.
        let faults: Int
    }

    /// How many of the newest runs are built upon.
    private static let memory = 64
    /// How many strikes a run has at most.
    private static let strikes = 4

    private let seeds: SeedList
    private let hasStrikes: Bool
    private let stream: RandomStream
    private var entries: [Entry] = []
    private var yields = GuidedYields()
    private var freshSeeds = 0
    private var proposals = 0

    init(_ seeds: SeedList, hasStrikes: Bool) {
        self.seeds = seeds
        self.hasStrikes = hasStrikes
        stream = RandomStream(seed: seeds.seed(at: 0), name: "guided")
    }

    /// What to run next: a new seed, or a run that had shown something new, changed.
    ///
    /// - Parameters:
    ///   - identity: What a new seed's run is called.
    ///   - scenario: What a seed runs.
    /// - Returns: the run, and what kind of move it is.
    mutating func propose(
        _ identity: (UInt64) -> RunIdentity,
        _ scenario: (UInt64) -> Scenario
    ) -> Proposal {
        var draws = stream.child(proposals)
        proposals += 1
        let newest = entries.suffix(Self.memory)
        let struck = newest.filter { !$0.anchors.isEmpty && $0.faults > 0 }
        let moves: [GuidedMove] =
            [.fresh] + (newest.isEmpty ? [] : [.turn]) + (struck.isEmpty ? [] : [.strike])
        switch yields.draw(among: moves, using: &draws) {
        case .fresh: break
        case .turn:
            return Proposal(run: turn(draws.element(of: Array(newest)), &draws), move: .turn)
        case .strike:
            let entry = draws.element(of: struck)
            if let run = strike(entry, in: scenario(entry.run.seed), &draws) {
                return Proposal(run: run, move: .strike)
            }
        }
        let seed = seeds.seed(at: freshSeeds)
        freshSeeds += 1
        return Proposal(run: identity(seed), move: .fresh)
    }

    /// Takes what a run has shown that had not been seen, and keeps it if there is anything; one
    /// without choices has nothing to change.
    mutating func add(
        _ proposal: Proposal,
        _ run: RunOutcome,
        news: [UInt64],
        of scenario: Scenario
    ) {
        yields.add(proposal.move, news: news.count)
        guard !news.isEmpty, let choices = run.schedule?.decisions.count, choices > 0 else {
            return
        }
        let new = Set(news)
        entries.append(
            Entry(
                run: run.identity,
                scheduling: run.scheduling ?? scenario.scheduling,
                choices: choices,
                anchors: run.records.anchors.filter { new.contains($0.situation) },
                faults: hasStrikes && run.strikes.count < Self.strikes ? scenario.faults.count : 0
            )
        )
    }

    /// The same run with its schedule drawn anew from a choice on.
    private func turn(_ entry: Entry, _ draws: inout RandomStream) -> RunIdentity {
        let choice = Int(draws.uniform(in: 0...Int64(entry.choices - 1)))
        return RunIdentity(
            seed: entry.run.seed,
            scheduling: entry.scheduling.turning(at: choice, to: proposals),
            strikes: entry.run.strikes
        )
    }

    /// The same run up to where it showed something new, and there one of the scenario's faults; nil if
    /// the fault that is drawn cannot strike there.
    private func strike(
        _ entry: Entry,
        in scenario: Scenario,
        _ draws: inout RandomStream
    ) -> RunIdentity? {
        let anchor = draws.element(of: entry.anchors)
        let strike = Strike(
            fault: Int(draws.uniform(in: 1...Int64(entry.faults))),
            fact: anchor.fact,
            nth: anchor.nth,
            session: anchor.session
        )
        guard !entry.run.strikes.contains(strike), strike.rule(in: scenario) != nil else {
            return nil
        }
        return RunIdentity(
            seed: entry.run.seed,
            scheduling: entry.run.scheduling,
            strikes: entry.run.strikes + [strike]
        )
    }
}
