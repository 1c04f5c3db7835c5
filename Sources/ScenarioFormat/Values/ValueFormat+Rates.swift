internal import EventsAndEffects
internal import Scenarios

extension ValueFormat where Value == Int {
    /// A number of bytes a second: `500`, or a size such as `2KiB`.
    static let bytesPerSecond = ValueFormat(
        .rate,
        schema: .any([ValueFormat<Int>.countSchema(1...SizeText.largest), .reference("size")])
    ) { text throws(TextProblem) in
        DecimalText.isWhole(text[...])
            ? try CountText.parse(text[...], 1...SizeText.largest)
            : try SizeText.parse(text[...])
    } write: {
        SizeText.write($0)
    }
}

extension ValueFormat where Value == Factor {
    /// A factor: `10` or `1.5`, at least 1.
    static let factor = ValueFormat(
        .factor,
        schema: .any([
            ["type": "number", "minimum": 1, "maximum": .integer(FactorText.largest)],
            .pattern(#"^[0-9]+(\.[0-9]+)?$"#), .reference("count"),
        ])
    ) { text throws(TextProblem) in
        try FactorText.parse(text)
    } write: {
        FactorText.write($0)
    }
}

/// Factors as they are written.
enum FactorText {
    /// The largest factor: a microsecond becomes more than a quarter of an hour.
    static let largest: Int64 = 1_000_000_000

    private static let scale: Int64 = 1_000_000

    /// Reads a factor.
    ///
    /// - Throws: `TextProblem` that says why the text is none, or that it is out of bounds.
    static func parse(_ text: String) throws(TextProblem) -> Factor {
        let digits = DecimalText.isWhole(text[...]) ? text.filter { $0 != "_" } : text
        let millionths = try DecimalText.units(digits[...], scale: scale, unit: "millionth")
        guard (scale...largest * scale).contains(millionths) else {
            throw .outOfBounds(minimum: "1", maximum: String(largest))
        }
        return Factor(millionths: millionths)
    }

    /// Writes a factor, exactly.
    static func write(_ factor: Factor) -> String {
        let (whole, rest) = factor.millionths.quotientAndRemainder(dividingBy: scale)
        if rest == 0 { return "\(whole)" }
        var digits = String(scale + rest).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits)"
    }
}
