import Glibc

/// Measures how long work takes on the wall's clock, for reports; nothing simulated knows it.
struct Stopwatch {
    private let start = Self.now

    /// Nanoseconds since the stopwatch was made.
    var elapsed: Int64 { Self.now - start }

    private static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
