import SimulatedWorld

/// The SQL statements of the chat run on SQLite, all of them, in order, with nothing around them: the
/// floor of a store.
enum StatementRun {
    /// The benchmarks: in memory, on the simulated disk, and in a file of the real one.
    ///
    /// In the file only those of ten sessions: they wait for some sixteen syncs a message, and a real
    /// disk may take milliseconds for each.
    static var benchmarks: [Benchmark] {
        [
            benchmark("statements-memory", runs: 9) {
                try replay(ChatWorkload(), on: .memory)
            },
            benchmark("statements-disk", runs: 9) {
                try replay(ChatWorkload(), on: .simulatedDisk)
            },
            benchmark("statements-file", runs: 3) {
                try replay(ChatWorkload(sessions: 10), on: .file)
            },
        ]
    }

    /// What the disks cost.
    static var ratios: [Ratio] {
        [
            Ratio(
                meaning: "The statements on the simulated disk, in memory",
                quantity: .time,
                dividend: "statements-disk",
                divisor: "statements-memory"
            ),
            Ratio(
                meaning: "A statement in a real file, on the simulated disk",
                quantity: .timePerUnit,
                dividend: "statements-file",
                divisor: "statements-disk"
            ),
        ]
    }

    private static func benchmark(
        _ name: String,
        runs: Int,
        _ prepare: @escaping () throws -> Benchmark.Work
    ) -> Benchmark {
        Benchmark(name: name, unit: "statements", runs: runs, subject: .work(prepare))
    }

    private static func replay(
        _ chat: ChatWorkload,
        on place: StatementPlayer.Place
    ) throws -> Benchmark.Work {
        let tape = try TapeRecorder.tape { _ = try chat.prepare()() }
        let player = try StatementPlayer(tape, on: place)
        return { try player.play() }
    }
}
