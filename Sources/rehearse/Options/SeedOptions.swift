import ArgumentParser
import Glibc
import Reporting
import ScenarioFormat
import Scenarios
import Simulator

/// Which seeds a command runs, and when it stops before them.
struct SeedOptions: ParsableArguments {
    @Option(help: "The one seed to run, in place of each scenario's own.")
    var seed: UInt64?

    @Option(
        help: ArgumentHelp("The seeds to run, both ends included.", valueName: "A..B"),
        transform: SeedRange.parse
    )
    var seeds: SeedRange?

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "Run seeds from 1 on, for so long: 30s, 5m, 1.5h.",
            discussion: "The time is dealt out to the scenarios evenly.",
            valueName: "TIME"
        ),
        transform: TimeOption.parse
    )
    var time: Int64?

    @Flag(help: "Stop at the first seed that fails, in place of running all.")
    var failFast = false

    @Option(
        help: ArgumentHelp(
            "Run only this machine's part: 2/5 is the second of five machines' parts.",
            discussion: """
                Seeds are dealt out in turns, or scenarios if each runs at one seed only. Without \
                this option CI_NODE_INDEX and CI_NODE_TOTAL say it, or JOB_COMPLETION_INDEX (from 0) \
                and CI_NODE_TOTAL.
                """,
            valueName: "K/N"
        ),
        transform: Shard.parse
    )
    var shard: Shard?

    func validate() throws {
        if seed != nil, seeds != nil {
            throw ValidationError("Give either '--seed' or '--seeds', not both.")
        }
        if time != nil, seed != nil || seeds != nil {
            throw ValidationError("Give either '--for' or seeds, not both.")
        }
    }

    /// Whether each scenario runs at several seeds.
    var areMany: Bool { seeds != nil || time != nil }

    /// The seeds to run a scenario at, without shards.
    func seeds(for scenario: Scenario) -> SeedList {
        if time != nil { return .endless }
        if let seeds { return SeedList(seeds.seeds) }
        let one = seed ?? scenario.seed
        return SeedList(one...one)
    }

    /// Which part of the work this machine does, as the command line or the CI system says; nil: all.
    var currentShard: Shard? { shard ?? Self.announced?.shard }

    /// What the command line says of the seeds, whichever part this machine runs.
    var arguments: [String] {
        if let time { return ["--for", TimeText.length(time)] }
        if let seeds { return ["--seeds", "\(seeds.seeds.lowerBound)..\(seeds.seeds.upperBound)"] }
        return seed.map { ["--seed", String($0)] } ?? []
    }

    /// What this machine runs: entries with their seeds, without those that have none.
    func work(of entries: [ScenarioLibrary.Entry]) -> [(ScenarioLibrary.Entry, SeedList)] {
        let all = entries.map { ($0, seeds(for: $0.scenario)) }
        guard let shard = shard ?? announcedShard() else { return all }
        if areMany {
            return all.map { ($0.0, $0.1.shard(at: shard.place, of: shard.count)) }
                .filter { $0.1.count > 0 }
        }
        return all.enumerated().filter { $0.offset % shard.count == shard.place }.map(\.element)
    }

    private static var announced: (shard: Shard, source: String)? {
        Shard.announced { name in getenv(name).map { String(cString: $0) } }
    }

    private func announcedShard() -> Shard? {
        guard let announced = Self.announced else { return nil }
        Terminal.complain("shard \(announced.shard.text), as \(announced.source) say\n")
        return announced.shard
    }
}
