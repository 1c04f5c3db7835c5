/// What several runs of a benchmark came to.
package struct Figures: Equatable {
    /// Several measurements of one thing.
    package struct Spread: Equatable {
        /// The middle one; of an even number the lower of the two in the middle.
        package let median: Double
        /// The least.
        package let least: Double
        /// The greatest.
        package let greatest: Double

        /// Orders measurements, of which there must be one.
        package init(_ values: [Double]) {
            precondition(!values.isEmpty, "Figures are made of at least one measurement.")
            let sorted = values.sorted()
            median = sorted[(sorted.count - 1) / 2]
            least = sorted[0]
            greatest = sorted[sorted.count - 1]
        }

        /// How far the farthest measurement is from the median, as a share of it.
        package var deviation: Double {
            median == 0 ? 0 : max(greatest - median, median - least) / median
        }
    }

    /// Nanoseconds of one run, by the benchmark's clock.
    package let time: Spread
    /// How much of the unit was done in a second, in the median run.
    package let rate: Double
    /// Nanoseconds for one of the unit, in the median run.
    package var timePerUnit: Double { 1_000_000_000 / rate }

    /// Puts runs together, of which there must be one.
    package init(_ samples: [Sample], clock: Benchmark.Clock) {
        let times = samples.map { sample in
            Double(clock == .processor ? sample.processorTime : sample.wallTime)
        }
        time = Spread(times)
        let rates = zip(samples, times).map { sample, time in
            Double(sample.count) / max(1, time) * 1_000_000_000
        }
        rate = Spread(rates).median
    }
}
