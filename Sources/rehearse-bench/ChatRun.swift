import Scenarios
import Simulator

/// The chat run: 100 sessions × 10 messages × 40 tokens, without faults, every invariant on.
enum ChatRun {
    /// The benchmarks: on SQLite and in memory.
    static var benchmarks: [Benchmark] {
        StoreSettings.Kind.allCases.map { kind in
            Benchmark(name: "chat-\(kind.rawValue)", unit: "messages") {
                let run = SimulationRun(scenario: scenario(on: kind), seed: 1)
                return {
                    let outcome = run.run()
                    precondition(outcome.verdict == .passed, "The chat run must pass.")
                    return 1_000
                }
            }
        }
    }

    private static func scenario(on kind: StoreSettings.Kind) -> Scenario {
        var scenario = Scenario(
            name: "chat",
            summary: "A hundred users talk at once.",
            clients: [ClientGroup(sessions: 100)]
        )
        scenario.clients[0].messages = 10
        scenario.languageModel.tokens = .constant(40)
        scenario.store.kind = kind
        return scenario
    }
}
