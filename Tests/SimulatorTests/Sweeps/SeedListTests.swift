import Histories
import Invariants
import PlantedDefects
import Scenarios
import SimulatedWorld
import Simulator
import Testing

@Suite("A list of seeds") struct SeedListTests {
    @Test(arguments: [1, 2, 3, 7, 12])
    func `Is dealt out to shards, each seed once`(count: Int) {
        let list = SeedList(5...14)
        let shards = (0..<count).map { list.shard(at: $0, of: count).all }
        #expect(shards.flatMap(\.self).sorted() == Array(5...14))
        let sizes = shards.map(\.count)
        #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
    }

    @Test func `Goes on for ever, in shards too`() {
        let shard = SeedList.endless.shard(at: 2, of: 5)
        #expect((0..<3).map(shard.seed) == [3, 8, 13])
        #expect(shard.count > 1_000_000_000)
    }

    @Test(arguments: [1, 3])
    func `Ends at the first failure if that is asked for`(jobs: Int) throws {
        let scenario = Scenario.small { $0.languageModel.error = Share(percent: 10) }
        let sweep = SeedSweep(
            scenario: scenario,
            architecture: try #require(PlantedDefect.architecture("failure-not-reported")),
            jobs: jobs
        )
        let all = sweep.run(SeedList(1...400), unless: { false }, done: { _ in })
        let first = try #require(all.failures.first?.seed)
        #expect(first > 1)
        let stopped = sweep.run(
            SeedList(1...400),
            stopsAtFailure: true,
            unless: { false },
            done: { _ in }
        )
        #expect(stopped.runs.map(\.seed) == Array(1...first))
        #expect(stopped.verdict == .violated)
    }

    @Test func `Ends early when it is cut short, which is no success`() {
        let done = DoneSeeds()
        let sweep = SeedSweep(scenario: .small(sessions: 1, messages: 1), jobs: 2)
        let outcome = sweep.run(.endless) {
            done.seeds.count >= 3
        } done: {
            done.add($0.seed)
        }
        #expect(outcome.runs.map(\.seed) == (1...UInt64(outcome.runs.count)).map { $0 })
        #expect((3...5).contains(outcome.runs.count))
        #expect(outcome.verdict == .passed)
        let cut = outcome.interrupted("interrupted after 3 of 9 seeds")
        #expect(cut.verdict == .inconclusive)
        #expect(cut.doubts == ["interrupted after 3 of 9 seeds"])
    }
}
