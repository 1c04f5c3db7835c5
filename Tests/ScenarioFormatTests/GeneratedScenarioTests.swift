import ScenarioFormat
import Scenarios
import Testing

@Suite struct GeneratedScenarioTests {
    private static let seeds: ClosedRange<UInt64> = 1...2_000

    @Test func `A drawn scenario is written, accepted and read back equal`() throws {
        for seed in Self.seeds {
            let drawn = Scenario.generated(seed: seed)
            let text = ScenarioWriter().write(drawn)
            #expect(try scenario(text, name: drawn.name) == drawn, "\(text)")
        }
    }

    @Test func `Every kind of fault is drawn`() {
        let faults = Self.seeds.flatMap { Scenario.generated(seed: $0).faults }
        let drawn = Set(faults.map(\.fault.name))
        #expect(FaultCatalog.entries.map(\.name).filter { !drawn.contains($0) } == [])
    }

    @Test func `Every kind of fault comes with every kind of trigger`() {
        let faults = Self.seeds.flatMap { Scenario.generated(seed: $0).faults }
        let pairs = Set(faults.map { "\($0.fault.name) \(Self.name(of: $0.trigger))" })
        #expect(pairs.count == FaultCatalog.entries.count * 5)
    }

    private static func name(of trigger: Trigger) -> String {
        switch trigger {
        case .at: "at"
        case .every: "every"
        case .after: "after"
        case .onEach: "on-each"
        case .step: "step"
        case .write: "write"
        }
    }
}
