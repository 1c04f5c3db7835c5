import FoundationEssentials

/// What was measured, in one go, on one machine.
package struct BenchmarkReport: Codable, Equatable {
    /// The form of the JSON; it grows with every change that readers must know of.
    package private(set) var version = 1
    /// When, where and on what build.
    package let circumstances: Circumstances
    /// The benchmarks, in the order in which they were measured.
    package var results: [BenchmarkResult] = []
    /// Where the time of the chat runs goes; empty where the system has no sampler.
    package var profiles: [Profile] = []

    /// Begins a report.
    package init(circumstances: Circumstances) { self.circumstances = circumstances }

    /// The report as JSON, with keys in alphabetical order.
    ///
    /// - Throws: never in fact: all values have a form in JSON.
    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }

    /// The result of a benchmark, if it was measured.
    func result(_ name: String) -> BenchmarkResult? { results.first { $0.name == name } }
}
