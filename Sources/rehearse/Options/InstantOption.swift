import ArgumentParser

/// An instant of virtual time on the command line: `3.2s`, `150ms`, `2m`, `1h`.
package enum InstantOption {
    private static let units: [(name: String, nanoseconds: Double)] = [
        ("ms", 1e6), ("us", 1e3), ("ns", 1), ("s", 1e9), ("m", 60e9), ("h", 3_600e9),
    ]

    /// Reads an instant, in nanoseconds since the start of the run; nil if the text is none.
    package static func read(_ text: some StringProtocol) -> Int64? {
        guard let unit = units.first(where: { text.hasSuffix($0.name) }),
            let number = Double(text.dropLast(unit.name.count)), number >= 0, number < 1e9,
            number * unit.nanoseconds < 9e18
        else { return nil }
        return Int64((number * unit.nanoseconds).rounded())
    }

    /// Reads an instant.
    ///
    /// - Throws: `ValidationError` that says how it is written.
    package static func parse(_ text: String) throws -> Int64 {
        guard let instant = read(text) else {
            throw ValidationError(
                "'\(text)' is not an instant; write it as '3.2s', '150ms', '2m' or '1h'."
            )
        }
        return instant
    }
}
