/// Measures the parts of Rehearsal: `rehearse-bench [name…]`.
///
/// A name selects one benchmark, its first part all sizes of it; no name selects all.
@main
enum RehearseBench {
    private static let runs = 5

    static func main() {
        let all = TimerRing.benchmarks + CallbackChain.benchmarks
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
            let rate = benchmark.medianRate(runs: runs)
            print(line(benchmark, rate: rate))
        }
    }

    private static func line(_ benchmark: Benchmark, rate: Double) -> String {
        let hundredths = Int((rate * 100).rounded())
        let fraction = hundredths % 100
        let number = "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
        let name = benchmark.name.padded(to: 20)
        return "\(name) \(String(repeating: " ", count: max(0, 6 - number.count)))\(number) M"
            + " \(benchmark.unit)/s"
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
