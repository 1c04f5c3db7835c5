internal import Scenarios

/// Durations as they are written: `250ms`, `1.5s`, `24h`, always with a unit.
enum DurationText {
    /// Longer than any run, and short enough that sums of durations never overflow.
    static let longest: Duration = .seconds(10_000 * 3_600)

    /// The units, the longest first, with their nanoseconds.
    private static let units: [(name: String, nanoseconds: Int64)] = [
        ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000),
        ("ms", 1_000_000), ("us", 1_000),
    ]

    /// Reads a duration.
    ///
    /// - Throws: `TextProblem` that says why the text is none, or that it is out of bounds.
    static func parse(
        _ text: Substring,
        minimum: Duration = .zero
    ) throws(TextProblem) -> Duration {
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "_") }
        let name = text[number.endIndex...]
        guard !number.isEmpty else { throw .malformed }
        guard let unit = units.first(where: { $0.name == name }) else {
            throw name.isEmpty && DecimalText.isNumber(number) ? .missingUnit : .malformed
        }
        let nanoseconds = try DecimalText.units(
            number,
            scale: unit.nanoseconds,
            unit: "nanosecond"
        )
        let duration = Duration.nanoseconds(nanoseconds)
        guard (minimum...longest).contains(duration) else {
            throw .outOfBounds(minimum: write(minimum), maximum: write(longest))
        }
        return duration
    }

    /// Writes a duration in the longest unit of which it is a whole number.
    static func write(_ duration: Duration) -> String {
        let nanoseconds = duration.units
        if nanoseconds == 0 { return "0s" }
        if let unit = units.first(where: { nanoseconds.isMultiple(of: $0.nanoseconds) }) {
            return "\(nanoseconds / unit.nanoseconds)\(unit.name)"
        }
        let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000)
        return "\(whole)." + String(1_000 + rest).dropFirst() + "us"
    }
}
