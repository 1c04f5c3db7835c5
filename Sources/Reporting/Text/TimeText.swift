/// Times and durations as people read them; all are given in nanoseconds.
package enum TimeText {
    private static let second: Int64 = 1_000_000_000

    /// An instant or a duration in seconds, to the millisecond: `4.217s`.
    package static func seconds(_ nanoseconds: Int64) -> String {
        NumberText.decimals(nanoseconds, per: second, count: 3) + "s"
    }

    /// A duration in milliseconds, with a decimal where it is short: `0.4`, `1,204`.
    package static func milliseconds(_ nanoseconds: Int64) -> String {
        let tenths = (nanoseconds + 50_000) / 100_000
        return tenths < 100 ? NumberText.tenths(tenths) : NumberText.grouped((tenths + 5) / 10)
    }

    /// A duration in the units that matter: `25ms`, `41.2s`, `3m 05s`, `2h 07m`.
    package static func length(_ nanoseconds: Int64) -> String {
        if nanoseconds > 0, nanoseconds < second { return "\(nanoseconds / 1_000_000)ms" }
        let seconds = nanoseconds / second
        if seconds < 60 {
            return NumberText.tenths(nanoseconds / (second / 10)) + "s"
        }
        if seconds < 3_600 { return "\(seconds / 60)m \(twoDigits(seconds % 60))s" }
        return "\(NumberText.grouped(seconds / 3_600))h \(twoDigits(seconds / 60 % 60))m"
    }

    private static func twoDigits(_ number: Int64) -> String {
        number < 10 ? "0\(number)" : String(number)
    }
}
