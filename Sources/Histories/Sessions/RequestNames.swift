/// A set of requests' names.
///
/// Clients count their requests: names such as `s7-r1`, `s7-r2` … differ in the number at their end
/// and take the room of one range. Names without a number, or with ever new beginnings, take their
/// own.
package struct RequestNames {
    /// How many beginnings of counted names are told apart; the names of any more are kept whole.
    private static let seriesLimit = 8

    private struct Series {
        let beginning: String
        var numbers = SequenceSet()

        /// The number of a name of this series.
        func number(of name: String) -> Int? {
            guard name.utf8.count > beginning.utf8.count,
                name.utf8.starts(with: beginning.utf8)
            else { return nil }
            return RequestNames.number(name.utf8.dropFirst(beginning.utf8.count))
        }
    }

    private var series: [Series] = []
    private var others: Set<String> = []

    /// Makes an empty set.
    package init() {}

    /// Adds a name.
    package mutating func insert(_ name: String) {
        for index in series.indices {
            guard let number = series[index].number(of: name) else { continue }
            series[index].numbers.insert(number)
            return
        }
        guard series.count < Self.seriesLimit, let new = Self.series(of: name) else {
            others.insert(name)
            return
        }
        series.append(new)
    }

    /// Returns whether a name is in the set.
    package func contains(_ name: String) -> Bool {
        for series in series {
            if let number = series.number(of: name) { return series.numbers.contains(number) }
        }
        return !others.isEmpty && others.contains(name)
    }

    /// The series that a name begins; nil if no number is at its end.
    private static func series(of name: String) -> Series? {
        let digits = name.utf8.reversed().prefix { isDigit($0) }.count
        // The beginning never ends with a digit, so that a name has one series only.
        let end = name.utf8.index(name.utf8.endIndex, offsetBy: -digits)
        guard let number = number(name.utf8[end...]) else { return nil }
        var series = Series(beginning: String(name[..<end]))
        series.numbers.insert(number)
        return series
    }

    /// The number that digits are, as counting writes it: from 1, without zeros before it.
    private static func number(_ digits: Substring.UTF8View) -> Int? {
        guard let first = digits.first, first != UInt8(ascii: "0"), digits.count <= 18 else {
            return nil
        }
        var number = 0
        for digit in digits {
            guard isDigit(digit) else { return nil }
            number = number * 10 + Int(digit) - 0x30
        }
        return number
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
