import Scenarios
import Testing

@Suite struct GeneratedScenarioTests {
    private static let seeds: ClosedRange<UInt64> = 1...2_000

    @Test func `Every seed draws a scenario without problems`() {
        for seed in Self.seeds {
            let problems = Scenario.generated(seed: seed).problems()
            #expect(problems.isEmpty, "seed \(seed): \(problems)")
        }
    }

    @Test func `A seed always draws the same scenario, and names it`() {
        for seed in Self.seeds.prefix(50) {
            let scenario = Scenario.generated(seed: seed)
            #expect(scenario == .generated(seed: seed))
            #expect(scenario.name == "generated-\(seed)")
            #expect(scenario.seed == seed)
        }
        #expect(Scenario.generated(seed: 1).clients != Scenario.generated(seed: 2).clients)
    }

    @Test func `What is drawn is small`() {
        for seed in Self.seeds {
            let scenario = Scenario.generated(seed: seed)
            #expect((1...8).contains(scenario.sessionCount))
            #expect(scenario.clients.allSatisfy { $0.messages <= 8 })
            #expect(scenario.limits.duration <= .seconds(120))
        }
    }

    @Test func `A lease outlasts the calls that renew it`() {
        for seed in Self.seeds {
            let scenario = Scenario.generated(seed: seed)
            guard case .uniform(let range) = scenario.store.latency else { continue }
            #expect(scenario.system.lease >= range.upperBound * 6)
        }
    }

    @Test func `Extremes are among what is drawn`() {
        let scenarios = Self.seeds.map { Scenario.generated(seed: $0) }
        #expect(scenarios.contains { $0.network.sendBuffer == 1 })
        #expect(scenarios.contains { $0.network.balancing == .random })
        #expect(scenarios.contains { $0.clients[0].messages == 0 })
        #expect(scenarios.contains { $0.store.latency == .constant(.zero) })
        #expect(scenarios.contains { $0.system.instances == 3 })
        #expect(scenarios.contains { !$0.system.acknowledgements })
        #expect(scenarios.contains { $0.clients[0].reconnect == .never })
        #expect(scenarios.contains { $0.faults.isEmpty })
    }
}
