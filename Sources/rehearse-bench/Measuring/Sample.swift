/// What one run of a benchmark took.
package struct Sample: Codable, Equatable {
    /// How much of the benchmark's unit it did.
    package let count: Int
    /// Nanoseconds of processor time, of all threads together.
    package let processorTime: Int64
    /// Nanoseconds on the clock on the wall.
    package let wallTime: Int64

    /// Makes a sample.
    package init(count: Int, processorTime: Int64, wallTime: Int64) {
        self.count = count
        self.processorTime = processorTime
        self.wallTime = wallTime
    }
}
