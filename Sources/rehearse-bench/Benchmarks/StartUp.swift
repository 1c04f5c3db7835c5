/// The command `rehearse` as a whole process: what a person waits for.
enum StartUp {
    /// The benchmarks.
    static var benchmarks: [Benchmark] {
        [
            benchmark("start-help", ["--help"]),
            benchmark("start-validate", ["validate", "Scenarios"]),
            benchmark(
                "start-seed",
                ["run", "Scenarios/deduplication/double-click.yaml", "--seed", "1"]
            ),
        ]
    }

    private static func benchmark(_ name: String, _ arguments: [String]) -> Benchmark {
        Benchmark(
            name: name,
            unit: "starts",
            clock: .wall,
            runs: 9,
            subject: .command(arguments)
        )
    }
}
