package import ArgumentParser
import FoundationEssentials
import SQLiteStorage

/// `rehearse-bench once NAME`: does the work of one benchmark in this process and nothing else.
///
/// It is what the measuring process starts, and what to give to a profiler.
package struct Once: ParsableCommand {
    package static let configuration = CommandConfiguration(
        abstract: "Does the work of one benchmark in this process, for a profiler."
    )

    @Argument(help: "The benchmark's whole name.")
    var name: String

    /// How many runs are measured.
    @Option(help: "How many runs to measure.")
    package var runs = 1

    package init() {}

    package func run() throws {
        SQLiteLibrary.dropMemoryStatistics()
        guard let benchmark = BenchmarkSuite.benchmarks.first(where: { $0.name == name }) else {
            throw RehearseBench.unknown(name)
        }
        let samples = try Measurer.perform(benchmark, runs: runs)
        print(String(decoding: try JSONEncoder().encode(samples), as: UTF8.self))
    }
}
