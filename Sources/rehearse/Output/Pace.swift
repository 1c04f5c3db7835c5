import Reporting

/// How fast work goes, and how long it will take if it goes on so.
package struct Pace {
    /// Pieces of work done.
    let done: Int
    /// All pieces.
    let all: Int
    /// Nanoseconds since the work began.
    let elapsed: Int64

    /// Makes the pace of work.
    package init(done: Int, all: Int, elapsed: Int64) {
        self.done = done
        self.all = all
        self.elapsed = elapsed
    }

    /// Pieces in a second, in tenths; nil before there is one.
    package var tenthsPerSecond: Int64? {
        guard done > 0, elapsed > 0 else { return nil }
        return Int64(Double(done) * 1e10 / Double(elapsed))
    }

    /// Such as ` · 31.5/s · 2m 04s left`; nothing before anything is done.
    package var words: String {
        guard let rate = tenthsPerSecond else { return "" }
        let left = Int64(Double(elapsed) / Double(done) * Double(max(0, all - done)))
        return " · \(NumberText.tenths(rate))/s · \(TimeText.length(left)) left"
    }
}
