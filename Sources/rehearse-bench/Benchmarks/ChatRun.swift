import Scenarios

/// The chat run: 100 sessions × 10 messages × 40 tokens, on each store, with and without checks and
/// recording.
enum ChatRun {
    /// What the runs may take, in milliseconds.
    private static let (sqliteTarget, memoryTarget) = (80.0, 50.0)

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
        benchmarks(on: .sqlite, target: sqliteTarget)
            + benchmarks(on: .memory, target: memoryTarget)
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

    /// What bounds the runs: the statements of the store, a wait of the model before each token, and a
    /// callback that brings each token to its client.
    static var floors: [Floor] {
        let chat = ChatWorkload()
        let tokens = Double(chat.messageCount * chat.tokens)
        let parts = [
            Floor.Part("a wait before each token", .units(tokens, of: "wait-1000")),
            Floor.Part("a callback for each token on its way", .units(tokens, of: "callback-1000")),
        ]
        let statements = Floor.Part("the SQL statements", .run(of: "statements-disk"))
        return [
            ("chat-sqlite", [statements] + parts, sqliteTarget),
            ("chat-memory", parts, memoryTarget),
        ]
        .map { name, parts, target in
            Floor(
                of: Floor.Part("`\(name)`", .run(of: name)),
                wanted: Floor.Part("the target", .time(target * 1_000_000)),
                parts: parts
            )
        }
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
