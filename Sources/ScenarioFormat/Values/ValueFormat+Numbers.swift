internal import EventsAndEffects

extension ValueFormat where Value == Int {
    /// A whole number within bounds.
    static func count(_ bounds: ClosedRange<Int>) -> ValueFormat {
        ValueFormat(.count, schema: countSchema(bounds)) { text throws(TextProblem) in
            try CountText.parse(text[...], bounds)
        } write: {
            String($0)
        }
    }

    /// What the JSON Schema says of a count: editors see `20_000` as a text.
    static func countSchema(_ bounds: ClosedRange<Int>) -> JSONValue {
        .any([
            [
                "type": "integer", "minimum": .integer(Int64(bounds.lowerBound)),
                "maximum": .integer(Int64(bounds.upperBound)),
            ],
            .reference("count"),
        ])
    }

    /// A size in bytes: `64KiB`, `1MiB`.
    static let size = ValueFormat(.size, schema: .reference("size")) {
        text throws(TextProblem) in
        try SizeText.parse(text[...])
    } write: {
        SizeText.write($0)
    }
}

extension ValueFormat where Value == UInt64 {
    /// A seed: any whole number of 64 bits.
    static let seed = ValueFormat(
        .seed,
        schema: .any([
            ["type": "integer", "minimum": 0], .reference("count"),
        ])
    ) { text throws(TextProblem) in
        guard let seed: UInt64 = DecimalText.whole(text[...]) else {
            guard DecimalText.isWhole(text[...]) else { throw .malformed }
            throw .outOfBounds(minimum: "0", maximum: String(UInt64.max))
        }
        return seed
    } write: {
        String($0)
    }
}

extension ValueFormat where Value == ClosedRange<Int> {
    /// One count, or a range of them.
    static func counts(_ bounds: ClosedRange<Int>) -> ValueFormat {
        ValueFormat(
            .countRange,
            schema: .any([ValueFormat<Int>.countSchema(bounds), .reference("count-range")])
        ) { text throws(TextProblem) in
            try RangeText.parse(text) { end throws(TextProblem) in
                try CountText.parse(end, bounds)
            }
        } write: { range in
            RangeText.write(range) { String($0) }
        }
    }
}

/// Counts as they are written.
enum CountText {
    /// The most of anything: a thousand milliards.
    static let largest = 1_000_000_000_000

    /// Reads a count.
    ///
    /// - Throws: `TextProblem` that says why the text is none, or that it is out of bounds.
    static func parse(
        _ text: Substring,
        _ bounds: ClosedRange<Int>
    ) throws(TextProblem) -> Int {
        guard DecimalText.isWhole(text) else { throw .malformed }
        guard let count: Int = DecimalText.whole(text), bounds.contains(count) else {
            throw .outOfBounds(
                minimum: String(bounds.lowerBound),
                maximum: String(bounds.upperBound)
            )
        }
        return count
    }
}

/// Sizes as they are written.
enum SizeText {
    /// The largest buffer that anybody would simulate.
    static let largest = 1 << 40

    private static let units = [("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10), ("B", 0)]

    /// Reads a size in bytes.
    ///
    /// - Throws: `TextProblem` that says why the text is none, or that it is out of bounds.
    static func parse(_ text: Substring) throws(TextProblem) -> Int {
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "_") }
        let name = text[number.endIndex...]
        guard !number.isEmpty else { throw .malformed }
        guard let unit = units.first(where: { $0.0 == name }) else {
            throw name.isEmpty && DecimalText.isNumber(number) ? .missingUnit : .malformed
        }
        let bytes = try DecimalText.units(number, scale: 1 << Int64(unit.1), unit: "byte")
        guard bytes >= 1, bytes <= Int64(largest) else {
            throw .outOfBounds(minimum: "1B", maximum: write(largest))
        }
        return Int(bytes)
    }

    /// Writes a size in the largest unit of which it is a whole number.
    static func write(_ bytes: Int) -> String {
        for (name, bits) in units where bytes.isMultiple(of: 1 << bits) {
            return "\(bytes >> bits)\(name)"
        }
        return "\(bytes)B"
    }
}
