import Scenarios
import Simulator

/// The chat that is measured: sessions that each send messages and are answered in tokens, without
/// faults.
struct ChatWorkload {
    var sessions = 100
    var messages = 10
    var tokens = 40
    var store = StoreSettings.Kind.sqlite
    /// Whether all invariants are checked, or none.
    var isChecked = true
    /// Whether the facts are kept.
    var isRecorded = false

    /// How many messages there are in all.
    var messageCount: Int { sessions * messages }

    /// The scenario; every setting that is not named has its documented default.
    var scenario: Scenario {
        var scenario = Scenario(
            name: "chat",
            summary: "Many users talk at once.",
            clients: [ClientGroup(sessions: sessions)]
        )
        scenario.clients[0].messages = messages
        scenario.languageModel.tokens = .constant(tokens)
        scenario.store.kind = store
        scenario.limits.steps = .max
        // A message takes three to four seconds, its user's thinking included.
        scenario.limits.duration = max(.seconds(120), .seconds(5) * messages)
        if !isChecked { scenario.expectation.always = .only([]) }
        return scenario
    }

    /// Sets a run up, which is to be started once.
    func prepare() -> Benchmark.Work {
        let run = SimulationRun(
            scenario: scenario,
            seed: 1,
            recordsHistory: isRecorded
        )
        return {
            let outcome = run.run()
            precondition(outcome.verdict == .passed, "The chat must pass.")
            return messageCount
        }
    }
}
