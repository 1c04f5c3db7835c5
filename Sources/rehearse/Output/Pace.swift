import Reporting

/// How fast work goes, and how long it will take if it goes on so.
package struct Pace {
    private let done: Int
    private let all: Int
    private let elapsed: Int64
    private let time: Int64?

    /// Makes the pace of work: so many of all runs done in so many nanoseconds; if `time` is given,
    /// as many runs will be made as go into it.
    package init(done: Int, all: Int, elapsed: Int64, time: Int64? = nil) {
        self.done = done
        self.all = all
        self.elapsed = elapsed
        self.time = time
    }

    /// How much of the work is done, in thousandths.
    package var permille: Int {
        if let time { return Int(min(1_000, elapsed * 1_000 / max(1, time))) }
        return all > 0 ? done * 1_000 / all : 1_000
    }

    /// Such as ` · 31.5/s · 2m 04s left`; nothing before anything is done.
    package var words: String {
        guard done > 0, elapsed > 0 else { return "" }
        let rate = NumberText.tenths(Int64(Double(done) * 1e10 / Double(elapsed)))
        let left =
            time.map { max(0, $0 - elapsed) }
            ?? Int64(Double(elapsed) / Double(done) * Double(max(0, all - done)))
        return " · \(rate)/s · \(TimeText.length(left)) left"
    }
}
