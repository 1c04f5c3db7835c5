/// A benchmark and what its runs took.
package struct BenchmarkResult: Codable, Equatable {
    /// The benchmark's name.
    package let name: String
    /// What was counted.
    package let unit: String
    /// The clock by which it is judged.
    package let clock: Benchmark.Clock
    /// Its runs, in order.
    package let samples: [Sample]
    /// The most memory that its process had at any time, set-up and all runs included, in bytes.
    package let peakMemory: Int

    /// Puts a result together.
    package init(
        name: String,
        unit: String,
        clock: Benchmark.Clock = .processor,
        samples: [Sample],
        peakMemory: Int
    ) {
        self.name = name
        self.unit = unit
        self.clock = clock
        self.samples = samples
        self.peakMemory = peakMemory
    }

    /// What the runs came to.
    package var figures: Figures { Figures(samples, clock: clock) }
}
