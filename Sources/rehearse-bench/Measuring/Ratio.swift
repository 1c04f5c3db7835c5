/// What one benchmark is, measured by another: the figures that stay true on another machine.
package struct Ratio {
    /// What is divided.
    package enum Quantity {
        /// The rates.
        case rate
        /// The times of one run.
        case time
        /// The times for one of the unit.
        case timePerUnit
        /// The greatest memory.
        case memory
    }

    /// What it says, as the title of a row.
    package let meaning: String
    package let quantity: Quantity
    /// The benchmark that is divided.
    package let dividend: String
    /// The benchmark by which it is divided.
    package let divisor: String
    /// What it must lie in; nil where nothing is promised.
    package let bounds: ClosedRange<Double>?

    /// Makes a ratio.
    package init(
        meaning: String,
        quantity: Quantity,
        dividend: String,
        divisor: String,
        bounds: ClosedRange<Double>? = nil
    ) {
        self.meaning = meaning
        self.quantity = quantity
        self.dividend = dividend
        self.divisor = divisor
        self.bounds = bounds
    }

    /// Its value; nil unless both benchmarks were measured.
    package func value(_ results: [BenchmarkResult]) -> Double? {
        guard let upper = results.first(where: { $0.name == dividend }),
            let lower = results.first(where: { $0.name == divisor })
        else { return nil }
        let denominator = amount(of: lower)
        return denominator == 0 ? nil : amount(of: upper) / denominator
    }

    private func amount(of result: BenchmarkResult) -> Double {
        switch quantity {
        case .rate: result.figures.rate
        case .time: result.figures.time.median
        case .timePerUnit: result.figures.timePerUnit
        case .memory: Double(result.peakMemory)
        }
    }
}
