import Glibc

/// Measures the time of some work: on the clock on the wall, and on the processors.
struct Stopwatch {
    private let wall = Self.now(CLOCK_MONOTONIC)
    private let processor = Self.now(CLOCK_PROCESS_CPUTIME_ID)

    /// Nanoseconds since it was made.
    var wallTime: Int64 { Self.now(CLOCK_MONOTONIC) - wall }

    /// Nanoseconds that all threads of this process have run since it was made: what other
    /// processes do is not in it.
    var processorTime: Int64 { Self.now(CLOCK_PROCESS_CPUTIME_ID) - processor }

    private static func now(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
