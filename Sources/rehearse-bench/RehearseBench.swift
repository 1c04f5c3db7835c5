import SQLiteStorage

/// Measures the parts of Rehearsal: `rehearse-bench [name…]`.
///
/// A name selects one benchmark, its first part all sizes of it; no name selects all.
@main
enum RehearseBench {
    private static let runs = 5

    static func main() {
        SQLiteLibrary.dropMemoryStatistics()
        let all = TimerRing.benchmarks + CallbackChain.benchmarks + ChatRun.benchmarks
        let names = CommandLine.arguments.dropFirst()
        let chosen = all.filter { benchmark in
            names.isEmpty
                || names.contains { benchmark.name == $0 || benchmark.name.hasPrefix("\($0)-") }
        }
        guard !chosen.isEmpty else {
            print("no such benchmark; there are: \(all.map(\.name).joined(separator: ", "))")
            return
        }
        for benchmark in chosen {
            print(line(benchmark, benchmark.measure(runs: runs)))
        }
    }

    private static func line(_ benchmark: Benchmark, _ result: Benchmark.Result) -> String {
        let milliseconds = String(result.time / 1_000_000)
        return benchmark.name.padded(to: 16) + rate(result.rate).leftPadded(to: 8)
            + " \(benchmark.unit)/s".padded(to: 14) + milliseconds.leftPadded(to: 8) + " ms a run"
    }

    /// A rate with three significant digits or so: 1.87 M, 3,214.
    private static func rate(_ rate: Double) -> String {
        guard rate >= 100_000 else { return String(Int(rate.rounded())) }
        let hundredths = Int((rate / 10_000).rounded())
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction) M"
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }

    fileprivate func leftPadded(to width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}
