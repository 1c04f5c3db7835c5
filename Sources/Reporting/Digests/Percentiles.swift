/// The distribution of some durations, in nanoseconds of virtual time.
package struct Percentiles: Equatable, Sendable {
    private let sorted: [Int64]

    /// Makes the distribution of some durations.
    package init(_ durations: [Int64]) {
        sorted = durations.sorted()
    }

    /// How many durations there are.
    package var count: Int { sorted.count }

    /// The shortest; nil if there is none.
    package var minimum: Int64? { sorted.first }

    /// The longest; nil if there is none.
    package var maximum: Int64? { sorted.last }

    /// The duration that `percent` of all do not exceed (nearest rank); nil if there is none.
    package func percentile(_ percent: Int) -> Int64? {
        guard !sorted.isEmpty else { return nil }
        let rank = (percent * sorted.count + 99) / 100
        return sorted[min(sorted.count, max(1, rank)) - 1]
    }
}
