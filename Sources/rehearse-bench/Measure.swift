import ArgumentParser
import FoundationEssentials

/// `rehearse-bench measure`, which is meant where no command is named: measures the benchmarks, each
/// in a process of its own, and writes the report.
struct Measure: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures the benchmarks, and writes the report."
    )

    @Option(
        help: ArgumentHelp("The folder for benchmarks.md and benchmarks.json.", valueName: "DIR")
    )
    var out: String?

    @Option(
        help: ArgumentHelp(
            "A benchmark, or how its name begins; may be repeated.",
            valueName: "NAME"
        )
    )
    var only: [String] = []

    @Option(
        help: ArgumentHelp(
            "A benchmark to leave out, of the report, too; may be repeated.",
            valueName: "NAME"
        )
    )
    var without: [String] = []

    @Option(help: "How often to measure each, in place of its own number.")
    var runs: Int?

    @Flag(help: "Lists the benchmarks.")
    var list = false

    func validate() throws {
        if let runs, runs < 1 { throw ValidationError("'--runs' must be at least 1.") }
        if out != nil, !only.isEmpty {
            throw ValidationError("'--out' writes everything; it cannot be had with '--only'.")
        }
        if out != nil, !Circumstances.isOptimised {
            throw ValidationError("A debug build is not worth a report: build with '-c release'.")
        }
    }

    func run() throws {
        guard !list else { return BenchmarkSuite.benchmarks.forEach { print($0.name) } }
        // Before anything is measured: it would be lost if there were no place for it.
        if let out {
            try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        }
        let chosen = try chosen()
        var report = BenchmarkReport(circumstances: .now())
        for benchmark in chosen {
            let result = try Measurer(runs: runs).measure(benchmark)
            report.results.append(result)
            print(Self.line(result))
        }
        for name in ["chat-sqlite", "chat-memory"] where chosen.contains(where: { $0.name == name })
        {
            guard let profile = Sampler.profile(name, runs: 20) else { continue }
            report.profiles.append(profile)
            print(profile.markdown, terminator: "")
        }
        guard let out else { return }
        try Self.write(report.json(), to: "\(out)/benchmarks.json")
        try Self.write(report.markdown(BenchmarkSuite.chapters), to: "\(out)/benchmarks.md")
    }

    /// The benchmarks that are asked for.
    private func chosen() throws -> [Benchmark] {
        let all = BenchmarkSuite.benchmarks
        for name in only + without where !all.contains(where: { $0.isMeant(by: name) }) {
            throw RehearseBench.unknown(name)
        }
        return all.filter { benchmark in
            (only.isEmpty || only.contains { benchmark.isMeant(by: $0) })
                && !without.contains { benchmark.isMeant(by: $0) }
        }
    }

    private static func line(_ result: BenchmarkResult) -> String {
        let figures = result.figures
        return [
            result.name.padded(to: 24), FigureText.rate(figures.rate).padded(to: 14),
            FigureText.time(figures.time.median).padded(to: 12),
            "±\(FigureText.percent(figures.time.deviation))".padded(to: 8),
            FigureText.memory(result.peakMemory),
        ].joined()
    }

    private static func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        print("written: \(path)")
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}
