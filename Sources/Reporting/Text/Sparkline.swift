/// A row of bars that shows how often something happened over time.
struct Sparkline {
    private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// How often it happened in each part of the time.
    private(set) var counts: [Int]
    private let end: Int64

    /// Makes a row for the time from 0 to `end`, in nanoseconds, in so many equal parts.
    init(until end: Int64, parts: Int) {
        counts = Array(repeating: 0, count: parts)
        self.end = max(1, end)
    }

    /// Counts something that happened at an instant.
    mutating func count(at instant: Int64) {
        let part = Double(instant) / Double(end) * Double(counts.count)
        counts[min(counts.count - 1, max(0, Int(part)))] += 1
    }

    /// The most that happened in one part.
    var peak: Int { counts.max() ?? 0 }

    /// A row of bars for some shares from 0 to 1; a dot where one is 0.
    static func text(of shares: [Double]) -> String {
        String(
            shares.map { share in
                guard share > 0 else { return "·" }
                return bars[min(bars.count - 1, Int(share * Double(bars.count)))]
            }
        )
    }

    /// The bars; a dot where nothing happened.
    var text: String {
        String(
            counts.map { count in
                guard count > 0 else { return "·" }
                return Self.bars[(count * Self.bars.count - 1) / peak]
            }
        )
    }
}
