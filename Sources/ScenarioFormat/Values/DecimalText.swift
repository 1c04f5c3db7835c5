/// Exact reading of numbers: no floating point, no octal, no exponents.
enum DecimalText {
    /// A whole number such as `100` or `20_000`; `nil` if the text is not one or is too large.
    static func whole<Number: FixedWidthInteger>(_ text: Substring) -> Number? {
        guard isWhole(text) else { return nil }
        return Number(text.filter { $0 != "_" })
    }

    /// Whether a text is written as a whole number: digits, single underscores between them.
    static func isWhole(_ text: Substring) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last, isDigit(first), isDigit(last) else {
            return false
        }
        return bytes.indices.allSatisfy { index in
            isDigit(bytes[index])
                || (bytes[index] == UInt8(ascii: "_") && bytes[index - 1] != UInt8(ascii: "_"))
        }
    }

    /// Whether a text is written as a number such as `5`, `1.5` or `20_000`.
    static func isNumber(_ text: Substring) -> Bool {
        isWhole(text) || parts(text) != nil
    }

    /// The number of units that so many of something are, each of `scale` units.
    ///
    /// - Parameters:
    ///   - text: digits, then possibly a point and more digits.
    ///   - scale: how many units make one.
    ///   - unit: the unit's name, for the problem.
    /// - Returns: the units; what is too large becomes the largest there is.
    /// - Throws: `TextProblem.malformed` when the text is no such number, `.tooFine` when it is not
    ///   a whole number of units.
    static func units(
        _ text: Substring,
        scale: Int64,
        unit: String
    ) throws(TextProblem) -> Int64 {
        guard let (whole, fraction) = parts(text) else { throw .malformed }
        let fractionDigits = fraction.reversed().drop { $0 == "0" }.reversed()
        guard fractionDigits.count <= 18 else { throw .tooFine(unit: unit) }
        guard whole.drop(while: { $0 == "0" }).count <= 18 else { return .max }
        let divisor = (0..<fractionDigits.count).reduce(Int128(1)) { power, _ in power * 10 }
        let digits = Int128(String(whole) + String(fractionDigits)) ?? 0
        let (units, remainder) = (digits * Int128(scale)).quotientAndRemainder(dividingBy: divisor)
        guard remainder == 0 else { throw .tooFine(unit: unit) }
        return Int64(clamping: units)
    }

    private static func parts(_ text: Substring) -> (whole: Substring, fraction: Substring)? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isDigit) })
        else { return nil }
        return (parts[0], parts.count == 2 ? parts[1] : "")
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
