import Scenarios

/// The chat run: 100 sessions × 10 messages × 40 tokens, on each store, with and without checks and
/// recording.
enum ChatRun {
    /// The benchmarks of a store: every invariant on, none, and with the facts recorded.
    private static func benchmarks(on store: StoreSettings.Kind, target: Double) -> [Benchmark] {
        var chat = ChatWorkload()
        chat.store = store
        var unchecked = chat
        unchecked.isChecked = false
        var recorded = chat
        recorded.isRecorded = true
        let name = "chat-\(store.rawValue)"
        return [
            benchmark(name, chat, target: .milliseconds(target)),
            benchmark("\(name)-unchecked", unchecked),
            benchmark("\(name)-recorded", recorded),
        ]
    }

    /// The benchmarks: on SQLite, which is always on the simulated disk, and in memory.
    static var benchmarks: [Benchmark] {
        benchmarks(on: .sqlite, target: 80) + benchmarks(on: .memory, target: 50)
    }

    /// What checks, recording and the store cost.
    static var ratios: [Ratio] {
        StoreSettings.Kind.allCases.flatMap { store in
            let name = "chat-\(store.rawValue)"
            return [
                ratio("Every invariant on, in none (\(store.rawValue))", name, "\(name)-unchecked"),
                ratio("Recorded, in not recorded (\(store.rawValue))", "\(name)-recorded", name),
            ]
        } + [
            ratio("On SQLite, in memory", "chat-sqlite", "chat-memory"),
            ratio("On SQLite, in the same statements alone", "chat-sqlite", "statements-memory"),
        ]
    }

    private static func ratio(_ meaning: String, _ dividend: String, _ divisor: String) -> Ratio {
        Ratio(meaning: meaning, quantity: .time, dividend: dividend, divisor: divisor)
    }

    private static func benchmark(
        _ name: String,
        _ chat: ChatWorkload,
        target: Target? = nil
    ) -> Benchmark {
        Benchmark(
            name: name,
            unit: "messages",
            runs: 9,
            target: target,
            subject: .work { chat.prepare() }
        )
    }
}
