import Scenarios
import Simulator
import Testing

@Suite("A swarm") struct SwarmTests {
    private var scenario: Scenario {
        .small { scenario in
            scenario.faults = [
                FaultRule(.crash(CrashFault()), .at(.constant(.seconds(1)))),
                FaultRule(.disconnect(DisconnectFault()), .at(.constant(.seconds(2)))),
            ]
        }
    }

    private func sweep(
        _ source: ScenarioSource,
        _ faults: FaultSelection,
        seeds: ClosedRange<UInt64>
    ) -> SweepOutcome {
        SeedSweep(source: source, faults: faults, jobs: 2).run(seeds: Array(seeds))
    }

    @Test func `Fires what is on, and nothing else`() {
        let outcome = sweep(.one(scenario), .swarm, seeds: 1...12)
        for run in outcome.runs {
            #expect(run.firings == run.subset?.members.map { $0.isOn ? 1 : 0 })
        }
        #expect(outcome.verdict == .passed)
        #expect(outcome.swarm?.map(\.name) == ["crash", "disconnect"])
        #expect(
            outcome.swarm?.map(\.runs)
                == [0, 1].map { index in
                    outcome.runs.count { $0.firings[index] == 1 }
                }
        )
    }

    @Test func `Is judged over all seeds: a fault that is off in all of them proves nothing`()
        throws
    {
        let seed = try #require(
            (1...100).first { !FaultSubset(of: scenario, seed: $0).contains(index: 0) }
        )
        let outcome = sweep(.one(scenario), .swarm, seeds: seed...seed)
        #expect(outcome.verdict == .inconclusive)
        #expect(outcome.doubts.contains("fault 1 (crash) was off at all of these seeds"))
    }

    @Test func `Is no swarm where everything happens`() {
        let outcome = sweep(.one(scenario), .all, seeds: 1...2)
        #expect(outcome.swarm == nil)
        #expect(outcome.runs.allSatisfy { $0.firings == [1, 1] })
    }

    @Test func `Is the same run again when it is recorded`() {
        let sweep = SeedSweep(source: .one(scenario), faults: .swarm, jobs: 1)
        let first = sweep.run(seeds: [3]).runs[0]
        #expect(sweep.record(seed: 3).fingerprint == first.fingerprint)
    }

    @Test func `Drawn scenarios hold, each a run of its own`() {
        let outcome = sweep(.generated, .all, seeds: 1...60)
        for run in outcome.runs {
            #expect(run.verdict == .passed, "seed \(run.seed): \(run.complaints)")
        }
        #expect(Set(outcome.runs.map(\.fingerprint)).count > 50)
        let again = SimulationRun(scenario: .generated(seed: 17), seed: 17).run()
        #expect(again.fingerprint == outcome.runs[16].fingerprint)
    }
}
