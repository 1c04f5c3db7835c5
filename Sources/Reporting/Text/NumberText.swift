/// Numbers as people read them.
package enum NumberText {
    /// A whole number with a comma between thousands: `1,234,567`.
    package static func grouped(_ number: some BinaryInteger) -> String {
        let digits = String(number.magnitude)
        var text = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// A number with its noun, in the plural where it is not one: `3 sessions`.
    package static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
        "\(grouped(number)) \(number == 1 ? noun : plural ?? noun + "s")"
    }

    /// A number of tenths as a decimal: `12.3`.
    package static func tenths(_ number: Int64) -> String {
        "\(number < 0 ? "-" : "")\(grouped(number.magnitude / 10)).\(number.magnitude % 10)"
    }

    /// A number with `count` decimals, cut, not rounded.
    static func decimals(_ number: Int64, per whole: Int64, count: Int) -> String {
        let fraction = String(number.magnitude % whole.magnitude)
        let width = String(whole).count - 1
        let padded = String(repeating: "0", count: width - fraction.count) + fraction
        return "\(grouped(number / whole)).\(padded.prefix(count))"
    }
}
