extension Duration {
    /// The duration in whole nanoseconds, rounded up so that nobody sleeps less than was asked.
    ///
    /// Saturates at the ends of `Int64`, about 292 years.
    public var nanosecondsRoundedUp: Int64 {
        let (seconds, attoseconds) = components
        let attosecondsPerNanosecond: Int64 = 1_000_000_000
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return seconds < 0 ? .min : .max }
        // Division truncates towards zero, which is already upwards for a negative part.
        let part = attoseconds / attosecondsPerNanosecond
        let isTruncated = attoseconds > part * attosecondsPerNanosecond
        return whole.addingSaturated(part + (isTruncated ? 1 : 0))
    }
}

extension Int64 {
    /// Adds, and stays at the end of the range where the sum would leave it.
    @inline(__always)
    func addingSaturated(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }
}
