import FoundationEssentials

/// Measures benchmarks, each in a process of its own: none finds the memory that another has left,
/// and the most memory that it had is its own.
struct Measurer {
    /// How often each is measured; nil: as often as it says itself.
    let runs: Int?

    /// Why a benchmark was not measured.
    enum Failure: Error, CustomStringConvertible {
        /// The process that measures it has failed.
        case failed(benchmark: String, status: Int32)
        /// The command does not do what it must.
        case commandFailed(arguments: [String], status: Int32)

        var description: String {
            switch self {
            case .failed(let benchmark, let status):
                "the benchmark \(benchmark) failed (exit code \(status))"
            case .commandFailed(let arguments, let status):
                "'rehearse \(arguments.joined(separator: " "))' failed (exit code \(status)); "
                    + "it is built by 'swift build -c release' and run at the top of the project"
            }
        }
    }

    /// Measures a benchmark.
    ///
    /// - Throws: `Failure`, `ChildProcess.Failure`.
    func measure(_ benchmark: Benchmark) throws -> BenchmarkResult {
        let runs = runs ?? benchmark.runs
        switch benchmark.subject {
        case .work: return try measureWork(benchmark, runs: runs)
        case .command(let arguments):
            return try measureCommand(benchmark, arguments, runs: runs)
        }
    }

    /// Runs the work of a benchmark in this process; what a process that measures it does.
    ///
    /// - Throws: what the work throws.
    static func perform(_ benchmark: Benchmark, runs: Int) throws -> [Sample] {
        guard case .work(let prepare) = benchmark.subject else { return [] }
        var samples: [Sample] = []
        for run in 0..<(benchmark.warmsUp ? runs + 1 : runs) {
            let work = try prepare()
            let watch = Stopwatch()
            let count = try work()
            let sample = Sample(
                count: count,
                processorTime: watch.processorTime,
                wallTime: watch.wallTime
            )
            if run > 0 || !benchmark.warmsUp { samples.append(sample) }
        }
        return samples
    }

    private func measureWork(_ benchmark: Benchmark, runs: Int) throws -> BenchmarkResult {
        let arguments = ["once", benchmark.name, "--runs", String(runs)]
        let process = try ChildProcess.run(ChildProcess.ownPath, arguments)
        let samples = try? JSONDecoder().decode([Sample].self, from: Data(process.output.utf8))
        guard process.status == 0, let samples, !samples.isEmpty else {
            throw Failure.failed(benchmark: benchmark.name, status: process.status)
        }
        return BenchmarkResult(
            name: benchmark.name,
            unit: benchmark.unit,
            clock: benchmark.clock,
            samples: samples,
            peakMemory: process.peakMemory
        )
    }

    private func measureCommand(
        _ benchmark: Benchmark,
        _ arguments: [String],
        runs: Int
    ) throws -> BenchmarkResult {
        let folder = ChildProcess.ownPath.split(separator: "/", omittingEmptySubsequences: false)
            .dropLast().joined(separator: "/")
        var samples: [Sample] = []
        var peakMemory = 0
        for run in 0..<(benchmark.warmsUp ? runs + 1 : runs) {
            let process = try ChildProcess.run(
                "\(folder)/rehearse",
                arguments,
                isQuiet: true
            )
            guard process.status == 0 else {
                throw Failure.commandFailed(arguments: arguments, status: process.status)
            }
            peakMemory = max(peakMemory, process.peakMemory)
            guard run > 0 || !benchmark.warmsUp else { continue }
            samples.append(
                Sample(
                    count: 1,
                    processorTime: process.processorTime,
                    wallTime: process.wallTime
                )
            )
        }
        return BenchmarkResult(
            name: benchmark.name,
            unit: benchmark.unit,
            clock: benchmark.clock,
            samples: samples,
            peakMemory: peakMemory
        )
    }
}
