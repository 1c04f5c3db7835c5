import Glibc

/// The processor time of this process: what other processes do is not in it.
enum ProcessorTime {
    /// Nanoseconds of processor time since the process began.
    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
