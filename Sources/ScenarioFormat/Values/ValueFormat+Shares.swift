internal import EventsAndEffects
internal import Scenarios

extension ValueFormat where Value == Share {
    /// A share: `30%` or `0.3`.
    static let share = ValueFormat(.share, schema: .reference("share")) {
        text throws(TextProblem) in
        try ShareText.parse(text[...])
    } write: {
        ShareText.write($0)
    }
}

/// Shares as they are written.
enum ShareText {
    /// Reads a share.
    ///
    /// - Throws: `TextProblem` that says why the text is none, or that it is out of bounds.
    static func parse(_ text: Substring) throws(TextProblem) -> Share {
        let isPercent = text.last == "%"
        let number = isPercent ? text.dropLast() : text
        let scale: Int64 = isPercent ? 10_000_000 : 1_000_000_000
        let billionths = try DecimalText.units(number, scale: scale, unit: "billionth")
        guard (0...1_000_000_000).contains(billionths) else {
            throw .outOfBounds(minimum: "0%", maximum: "100%")
        }
        return Share(billionths: Int(billionths))
    }

    /// Writes a share in percent, exactly.
    static func write(_ share: Share) -> String {
        let (whole, rest) = share.billionths.quotientAndRemainder(dividingBy: 10_000_000)
        if rest == 0 { return "\(whole)%" }
        var digits = String(10_000_000 + rest).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits)%"
    }
}
