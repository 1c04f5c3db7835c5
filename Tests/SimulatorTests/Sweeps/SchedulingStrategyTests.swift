import Scenarios
import Simulator
import Testing

@Suite("A scheduling strategy") struct SchedulingStrategyTests {
    @Test func `Takes the policies of a portfolio in turns, by the seed`() {
        let scenario = Scenario.small()
        let policies = (0...5).map { SchedulingStrategy.portfolio.policy(for: scenario, seed: $0) }
        // The scenario's own is random: no other takes its place.
        #expect(
            policies == [
                .jitter, nil, .pct(depth: 2), .pct(depth: 3), .jitter, nil,
            ]
        )
    }

    @Test func `Leaves a policy that the author chose`() {
        let scenario = Scenario.small { $0.scheduling = .fifo }
        for seed in UInt64(0)...4 {
            #expect(SchedulingStrategy.portfolio.policy(for: scenario, seed: seed) == nil)
            #expect(SchedulingStrategy.asWritten.policy(for: scenario, seed: seed) == nil)
        }
        #expect(SchedulingStrategy.one(.random).policy(for: scenario, seed: 1) == .random)
        #expect(SchedulingStrategy.one(.fifo).policy(for: scenario, seed: 1) == nil)
    }

    @Test func `Runs a seed among others as it runs alone`() {
        let scenario = Scenario.small()
        let sweep = SeedSweep(source: .one(scenario), strategy: .portfolio, jobs: 2)
        let runs = sweep.run(seeds: [2, 3, 4, 5]).runs
        #expect(runs.map(\.scheduling) == [.pct(depth: 2), .pct(depth: 3), .jitter, nil])
        for run in runs {
            let policy = run.scheduling ?? .random
            let alone = SeedSweep(source: .one(scenario), strategy: .one(policy), jobs: 1)
                .run(seeds: [run.seed]).runs[0]
            #expect(alone.fingerprint == run.fingerprint)
        }
        let asWritten = SeedSweep(scenario: scenario, jobs: 1).run(seeds: [2]).runs[0]
        #expect(asWritten.fingerprint != runs[0].fingerprint)
    }
}
