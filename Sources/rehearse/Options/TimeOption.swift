import ArgumentParser

/// A time of the wall's clock on the command line: `30s`, `5m`, `1.5h`.
package enum TimeOption {
    private static let units: [(name: Character, nanoseconds: Double)] = [
        ("s", 1e9), ("m", 60e9), ("h", 3_600e9),
    ]

    /// Reads a time, in nanoseconds.
    ///
    /// - Throws: `ValidationError` that says how it is written.
    package static func parse(_ text: String) throws -> Int64 {
        guard let unit = units.first(where: { $0.name == text.last }),
            let number = Double(text.dropLast()), number > 0, number <= 1_000_000
        else {
            throw ValidationError("'\(text)' is not a time; write it as '30s', '5m' or '1.5h'.")
        }
        return Int64(number * unit.nanoseconds)
    }
}
