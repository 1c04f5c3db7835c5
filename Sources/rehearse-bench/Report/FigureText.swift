import Reporting

/// Figures as people read them, with three digits or so.
package enum FigureText {
    /// A rate: `5.12 M/s`, `1,234/s`, `12.3/s`.
    package static func rate(_ perSecond: Double) -> String { number(perSecond) + "/s" }

    /// A time: `12.3 ms`, `4.56 s`, `789 ns`.
    package static func time(_ nanoseconds: Double) -> String {
        switch nanoseconds {
        case 10_000_000_000...: number(nanoseconds / 1_000_000_000) + " s"
        case 1_000_000...: number(nanoseconds / 1_000_000) + " ms"
        case 1_000...: number(nanoseconds / 1_000) + " µs"
        default: number(nanoseconds) + " ns"
        }
    }

    /// A size in memory: `12.3 MB`.
    package static func memory(_ bytes: Int) -> String { number(Double(bytes) / 1_000_000) + " MB" }

    /// A share of a whole, in percent: `12 %`.
    package static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

    /// A ratio: `1.23`.
    package static func ratio(_ ratio: Double) -> String { decimals(ratio, 2) }

    /// What a benchmark must reach.
    package static func target(_ target: Target) -> String {
        switch target {
        case .rate(let least): "≥ \(rate(least))"
        case .milliseconds(let most): "≤ \(number(most)) ms"
        }
    }

    /// A number with three digits, and millions as such.
    package static func number(_ number: Double) -> String {
        switch number {
        case 1_000_000...: decimals(number / 1_000_000, 2) + " M"
        case 100...: NumberText.grouped(Int(number.rounded()))
        case 10...: decimals(number, 1)
        default: decimals(number, 2)
        }
    }

    /// A number with so many decimals, rounded.
    private static func decimals(_ number: Double, _ count: Int) -> String {
        let scale = count == 1 ? 10 : 100
        let scaled = Int((number * Double(scale)).rounded())
        let fraction = String(scaled.magnitude % UInt(scale))
        let zeros = String(repeating: "0", count: count - fraction.count)
        let sign = scaled < 0 ? "-" : ""
        return "\(sign)\(NumberText.grouped(scaled.magnitude / UInt(scale))).\(zeros)\(fraction)"
    }
}
