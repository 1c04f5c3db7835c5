import SimulatedWorld

/// The SQL statements of the chat run on SQLite, all of them, in order, with nothing around them: the
/// floor of a store.
enum StatementRun {
    /// The benchmarks: in memory, on the simulated disk, and in a file of the real one.
    static var benchmarks: [Benchmark] {
        [
            benchmark("statements-memory") { try replay(.memory) },
            benchmark("statements-disk") { try replay(.simulatedDisk) },
            benchmark("statements-file") { try replay(.file) },
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
                meaning: "The statements in a real file, on the simulated disk",
                quantity: .time,
                dividend: "statements-file",
                divisor: "statements-disk"
            ),
        ]
    }

    private static func benchmark(
        _ name: String,
        _ prepare: @escaping () throws -> Benchmark.Work
    ) -> Benchmark {
        Benchmark(name: name, unit: "statements", runs: 9, subject: .work(prepare))
    }

    private static func replay(_ place: StatementPlayer.Place) throws -> Benchmark.Work {
        let tape = try TapeRecorder.tape { _ = try ChatWorkload().prepare()() }
        let player = try StatementPlayer(tape, on: place)
        return { try player.play() }
    }
}
