import Histories
import Scenarios
import Simulator
import Testing

/// One small conversation, and a crash before each of its steps.
@Suite("A crash before any step") struct CrashSweepTests {
    /// How many parts the steps are dealt out to, so that they run side by side.
    private static let parts = 8

    private func scenario(_ store: StoreSettings.Kind) -> Scenario {
        .small(sessions: 2, messages: 2) { scenario in
            scenario.store.kind = store
            scenario.clients[0].pipeline = 2
            scenario.clients[0].reconnect = .after(.constant(.milliseconds(100)))
            scenario.languageModel.firstToken = .constant(.milliseconds(100))
            scenario.languageModel.tokens = .constant(2)
            scenario.languageModel.error = Share(percent: 20)
            // Idle sweeps would be most of the steps.
            scenario.system.eventQueueInterval = .seconds(1)
            scenario.system.effectPollInterval = .seconds(1)
            scenario.limits.duration = .seconds(6)
        }
    }

    @Test(
        "Loses nothing, repeats nothing and is recovered from",
        arguments: 0..<parts,
        [StoreSettings.Kind.sqlite, .memory]
    )
    func crash(part: Int, store: StoreSettings.Kind) {
        let scenario = scenario(store)
        let undisturbed = SimulationRun(scenario: scenario, seed: 3).run()
        #expect(undisturbed.verdict == .passed, "\(undisturbed.complaints)")
        var fault = CrashFault()
        fault.down = .milliseconds(300)
        for step in stride(from: part + 1, through: 400, by: Self.parts) {
            var crashed = scenario
            crashed.faults = [FaultRule(.crash(fault), .step(step))]
            let outcome = SimulationRun(scenario: crashed, seed: 3).run()
            #expect(outcome.verdict == .passed, "step \(step): \(outcome.complaints)")
            #expect(outcome.firings == [1], "step \(step)")
        }
    }

    @Test func `Has something to crash in at the first of those steps and at the last`() throws {
        let history = SimulationRun(scenario: scenario(.memory), seed: 3, recordsHistory: true)
            .run().history
        let facts = try #require(history?.facts)
        let answers = facts.filter { $0.kind == .terminalReceived }
        #expect(answers.count == 4)
        #expect(answers.allSatisfy { $0.step < 400 })
    }
}
