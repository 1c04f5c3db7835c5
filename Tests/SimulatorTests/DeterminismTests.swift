import Histories
import Invariants
import Scenarios
import SimulationKernel
import Simulator
import Testing

@Suite("A run") struct DeterminismTests {
    /// Enough faults that every part of the world has drawn something.
    private var scenario: Scenario {
        .small { scenario in
            scenario.clients[0].connections = 2
            scenario.languageModel.errorMidStream = Share(percent: 20)
            scenario.faults = [
                FaultRule(
                    .disconnect(DisconnectFault(sessions: .share(Share(percent: 50)))),
                    .every(.uniform(.seconds(1) ... .seconds(3)))
                ),
                FaultRule(.crash(CrashFault()), .after(FactCondition(.effectClaimed, nth: 3...5))),
            ]
        }
    }

    @Test(
        "Is the same again at the same seed, fact by fact",
        arguments: [StoreSettings.Kind.sqlite, .memory]
    )
    func same(kind: StoreSettings.Kind) throws {
        var scenario = scenario
        scenario.store.kind = kind
        let runs = (1...2).map { _ in
            SimulationRun(scenario: scenario, seed: 7, recordsHistory: true).run()
        }
        let facts = try #require(runs[0].history?.facts)
        #expect(facts.count > 500)
        #expect(facts == runs[1].history?.facts)
        #expect(runs[0].fingerprint == runs[1].fingerprint)
        #expect(runs[0].statistics == runs[1].statistics)
        #expect(runs[0].results == runs[1].results)
    }

    @Test func `Is another one at another seed`() {
        let fingerprints = (1...10).map {
            SimulationRun(scenario: scenario, seed: $0).run().fingerprint
        }
        #expect(Set(fingerprints.map(\.description)).count == 10)
    }

    @Test func `Is the same whether or not its facts are recorded`() {
        let plain = SimulationRun(scenario: scenario, seed: 7).run()
        let recorded = SimulationRun(scenario: scenario, seed: 7, recordsHistory: true).run()
        #expect(plain.history == nil)
        #expect(plain.fingerprint == recorded.fingerprint)
        #expect(plain.statistics.facts == recorded.history?.facts.count)
    }

    @Test func `Is the same in a sweep, whatever the number of threads`() {
        let seeds = Array(1...6 as ClosedRange<UInt64>)
        let outcomes = [1, 2, 5].map { SeedSweep(scenario: scenario, jobs: $0).run(seeds: seeds) }
        #expect(outcomes[0].runs.map(\.seed) == seeds)
        for outcome in outcomes {
            #expect(outcome.fingerprint == outcomes[0].fingerprint)
            #expect(outcome.runs.map(\.results) == outcomes[0].runs.map(\.results))
            #expect(outcome.statistics == outcomes[0].statistics)
        }
    }

    @Test func `Reports every run of a sweep once`() {
        let done = DoneSeeds()
        let sweep = SeedSweep(scenario: .small(sessions: 1, messages: 1), jobs: 2)
        _ = sweep.run(seeds: [3, 5, 9]) { done.add($0.seed) }
        #expect(done.seeds.sorted() == [3, 5, 9])
    }

    @Test func `Depends on the store's answers, not on its kind: both pass on the same workload`() {
        for kind in [StoreSettings.Kind.sqlite, .memory] {
            let outcome = SimulationRun(
                scenario: .small { $0.store.kind = kind },
                seed: 1
            ).run()
            #expect(outcome.verdict == .passed, "\(outcome.complaints)")
            #expect(outcome.statistics.comparisons > 100)
        }
    }

    @Test func `Makes comparisons for every invariant that it reports as passed`() {
        let outcome = SimulationRun(scenario: scenario, seed: 7).run()
        #expect(outcome.results.allSatisfy { $0.comparisons > 0 || $0.outcome != .passed })
    }
}
