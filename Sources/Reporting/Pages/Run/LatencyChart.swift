import Glibc

/// A distribution of durations as bars over a logarithmic scale, with its percentiles.
///
/// Determinism: the drawing's numbers are whole; logarithms only choose a bar, and are rounded.
struct LatencyChart {
    private static let width = 460
    private static let height = 132
    private static let floor = 108
    /// How many bars there are at least.
    private static let bars = 36
    /// How near two marks may stand so that both can be read.
    private static let room = 24

    let title: String
    let durations: [Int64]

    /// The figure.
    var html: HTML {
        let percentiles = Percentiles(durations)
        let ranks = [50, 90, 99, 100].map { percent -> (String, Int64) in
            (percent == 100 ? "max" : "p\(percent)", percentiles.percentile(percent) ?? 0)
        }
        let words = ranks.map { "\($0.0) \(TimeText.milliseconds($0.1)) ms" }.joined(
            separator: ", "
        )
        let count = NumberText.count(durations.count, "sample")
        return """
            <figure class="chart"><figcaption><strong>\(title)</strong><br>\
            <span class="quiet">\(count): \(words)</span></figcaption>
            <svg viewBox="0 0 \(Self.width) \(Self.height)" role="img" \
            aria-label="\(title): \(words)">
            \(bars)\(scale)\(rankLines(ranks))
            </svg></figure>
            """
    }

    /// The powers of ten, in microseconds, between which all durations lie.
    private var powers: ClosedRange<Int> {
        let shortest = max(1, (durations.min() ?? 1) / 1_000)
        let longest = max(1, (durations.max() ?? 1) / 1_000)
        let low = String(shortest).count - 1
        return low...max(low + 1, String(longest).count)
    }

    private var powerCount: Int { powers.upperBound - powers.lowerBound }
    private var barsPerPower: Int { (Self.bars + powerCount - 1) / powerCount }

    /// Where a duration stands between the ends of the scale, in powers of ten from its beginning.
    private func position(of duration: Int64) -> Double {
        log10(Double(max(1, duration / 1_000))) - Double(powers.lowerBound)
    }

    private func x(of position: Double) -> Int {
        Int(position * Double(Self.width) / Double(powerCount))
    }

    private var bars: [HTML] {
        let count = powerCount * barsPerPower
        var counts = Array(repeating: 0, count: count)
        for duration in durations {
            let bar = Int(position(of: duration) * Double(barsPerPower))
            counts[min(count - 1, max(0, bar))] += 1
        }
        let highest = counts.max() ?? 1
        return counts.enumerated().filter { $0.element > 0 }.map { bar, number in
            let tall = max(2, number * (Self.floor - 20) / max(1, highest))
            let left = bar * Self.width / count
            return """
                <rect class="bar" x="\(left)" y="\(Self.floor - tall)" \
                width="\(max(2, (bar + 1) * Self.width / count - left - 1))" height="\(tall)" rx="1"/>
                """
        }
    }

    private var scale: [HTML] {
        let line: HTML = """
            <line class="axis" x1="0" x2="\(Self.width)" y1="\(Self.floor)" y2="\(Self.floor)"/>
            """
        return [line]
            + powers.map { power in
                let left = x(of: Double(power - powers.lowerBound))
                let anchor =
                    power == powers.lowerBound
                    ? "start" : power == powers.upperBound ? "end" : "middle"
                return """
                    <text x="\(left)" y="\(Self.floor + 16)" text-anchor="\(anchor)">\
                    \(Self.words(ofPower: power))</text>
                    """
            }
    }

    /// The percentiles as marks; one that would stand on another is left to the caption.
    private func rankLines(_ ranks: [(String, Int64)]) -> [HTML] {
        var last = -Self.room
        return ranks.dropLast().compactMap { name, duration in
            let left = min(Self.width - 10, max(10, x(of: position(of: duration))))
            guard left - last >= Self.room else { return nil }
            last = left
            return """
                <line class="rank" x1="\(left)" x2="\(left)" y1="14" y2="\(Self.floor)"/>\
                <text x="\(left)" y="10" text-anchor="middle">\(name)</text>
                """
        }
    }

    /// A power of ten of microseconds, in milliseconds or seconds.
    private static func words(ofPower power: Int) -> String {
        switch power {
        case ..<3: "0." + String(repeating: "0", count: 2 - power) + "1 ms"
        case 3..<6: "1" + String(repeating: "0", count: power - 3) + " ms"
        default: "1" + String(repeating: "0", count: power - 6) + " s"
        }
    }
}
