import Histories
import PlantedDefects
import Scenarios
import SimulatedWorld
import Simulator
import Testing

@Suite("A shrinker") struct ShrinkerTests {
    private func shrinker(jobs: Int = 2) throws -> Shrinker {
        Shrinker(
            invariant: "durability.atomicity",
            architecture: try #require(PlantedDefect.architecture("two-transactions")),
            jobs: jobs
        )
    }

    /// Crashes again and again, of which one at the right moment is enough.
    private let scenario = Scenario.small(sessions: 3, messages: 2) { scenario in
        scenario.scheduling = .pct(depth: 3)
        scenario.faults = [
            FaultRule(
                .crash(CrashFault()),
                .onEach(.storeCalled, probability: Share(percent: 5))
            ),
            FaultRule(
                .disconnect(DisconnectFault(sessions: .count(1))),
                .every(.constant(.seconds(4)))
            ),
        ]
    }

    private func failingSeed() throws -> UInt64 {
        let shrinker = try shrinker()
        let seed = (1...UInt64(60)).first { seed in
            var scenario = scenario
            scenario.seed = seed
            return shrinker.fails(scenario)
        }
        return try #require(seed)
    }

    @Test func `Comes to the same with any number of threads`() throws {
        let seed = try failingSeed()
        let results = try [1, 3].map { jobs in
            try #require(try shrinker(jobs: jobs).shrink(scenario, seed: seed))
        }
        #expect(results[0].scenario == results[1].scenario)
        #expect(results[0].run.fingerprint == results[1].run.fingerprint)
        let shrunk = results[0]
        #expect(shrunk.isMinimal)
        #expect(shrunk.before.sessions == 3)
        #expect(shrunk.after.sessions < 3)
        #expect(shrunk.after.faults < shrunk.before.faults)
        // Nothing is left that strikes by chance.
        #expect(
            shrunk.scenario.faults.allSatisfy { rule in
                if case .onEach = rule.trigger { false } else { true }
            }
        )
    }

    /// The steps between the two commits: some have an instant of their own, or come right after a
    /// fact, and one is told from its neighbours by nothing but how many steps after a fact it is.
    @Test func `Lets a crash at a step strike after a fact, or at an instant`() throws {
        var crashed = Scenario.small(sessions: 1, messages: 1)
        crashed.scheduling = .fifo
        let shrinker = try shrinker()
        func fails(_ trigger: Trigger) -> Bool {
            crashed.faults = [FaultRule(.crash(CrashFault()), trigger)]
            return shrinker.fails(crashed)
        }
        let failing = (0..<400).lazy.map { Trigger.step($0) }.drop { !fails($0) }.prefix(
            while: fails
        )
        var later: [Int] = []
        for step in Array(failing) {
            crashed.faults = [FaultRule(.crash(CrashFault()), step)]
            let shrunk = try #require(shrinker.shrink(crashed, seed: crashed.seed))
            #expect(shrunk.isMinimal)
            switch try #require(shrunk.scenario.faults.first).trigger {
            case .after(let condition): if let step = condition.step { later.append(step) }
            case .at: break
            case let other: Issue.record("It strikes \(other), not after a fact or at an instant.")
            }
        }
        #expect(later.count == 1)
        #expect(later.allSatisfy { (2...20).contains($0) })
    }

    /// One error is not enough here, and there are many more than it takes.
    @Test func `Says one by one the strikes of a repeated fault that are needed`() throws {
        let scenario = Scenario.small(sessions: 4, messages: 4) { scenario in
            var error = StoreErrorFault(error: .io)
            error.moment = .after
            scenario.faults = [
                FaultRule(
                    .storeError(error),
                    .every(.uniform(.milliseconds(20) ... .milliseconds(80)))
                )
            ]
        }
        let shrinker = Shrinker(
            invariant: "ordering.tokens",
            architecture: try #require(PlantedDefect.architecture("payload-hash-key")),
            jobs: 2
        )
        let shrunk = try #require(shrinker.shrink(scenario, seed: 1))
        #expect(shrunk.isMinimal)
        #expect(shrunk.before.faults > 100)
        #expect((2...3).contains(shrunk.scenario.faults.count))
        #expect(shrunk.scenario.faults.count == shrunk.after.faults)
    }

    @Test func `Is done after few runs, and leaves nothing that can be made simpler`() throws {
        let shrinker = try shrinker()
        let shrunk = try #require(shrinker.shrink(scenario, seed: try failingSeed()))
        #expect(shrunk.attempts < 200)
        #expect(shrinker.simplerFailure(than: shrunk) == nil)
    }

    @Test func `Has nothing to shrink where nothing fails`() throws {
        #expect(try shrinker().shrink(.small(sessions: 1, messages: 1), seed: 1) == nil)
    }

    @Test func `Says when there was not the time`() throws {
        let shrunk = try #require(
            try shrinker().shrink(scenario, seed: try failingSeed(), unless: { true })
        )
        #expect(!shrunk.isMinimal)
        #expect(shrunk.attempts == 0)
        #expect(shrunk.after == shrunk.before)
    }
}
