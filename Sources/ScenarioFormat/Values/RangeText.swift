/// Ranges as they are written: `a..b`, both ends included, or a single value.
enum RangeText {
    /// Reads a range; a single value is the range of itself.
    ///
    /// - Throws: the problem of an end, or `TextProblem.backward`.
    static func parse<Bound: Comparable>(
        _ text: String,
        _ end: (Substring) throws(TextProblem) -> Bound
    ) throws(TextProblem) -> ClosedRange<Bound> {
        guard let dots = text.firstRange(of: "..") else {
            let value = try end(text[...])
            return value...value
        }
        let lower = try end(text[..<dots.lowerBound])
        let upper = try end(text[dots.upperBound...])
        guard lower <= upper else { throw .backward }
        return lower...upper
    }

    /// Writes a range, a single value as itself.
    static func write<Bound>(_ range: ClosedRange<Bound>, _ end: (Bound) -> String) -> String {
        range.lowerBound == range.upperBound
            ? end(range.lowerBound) : "\(end(range.lowerBound))..\(end(range.upperBound))"
    }
}
