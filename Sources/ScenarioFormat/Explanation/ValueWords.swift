internal import Scenarios

/// Values as a reader hears them.
enum ValueWords {
    /// A duration, to the microsecond: `1.5s`, `2m`.
    static func duration(_ duration: Duration) -> String {
        let nanoseconds = abs(duration.units)
        guard nanoseconds >= 1_000_000, !nanoseconds.isMultiple(of: 1_000_000_000) else {
            return DurationText.write(duration)
        }
        // What was drawn is told in the unit of its size, not in that in which it is whole.
        let unit: (name: String, size: Int64) =
            nanoseconds < 1_000_000_000 ? ("ms", 1_000_000) : ("s", 1_000_000_000)
        let thousandths = nanoseconds / (unit.size / 1_000)
        var fraction = String(1_000 + thousandths % 1_000).dropFirst()
        while fraction.last == "0" { fraction.removeLast() }
        return (duration < .zero ? "-" : "") + "\(thousandths / 1_000)"
            + (fraction.isEmpty ? "" : "." + fraction) + unit.name
    }

    /// A duration that may have a sign.
    static func signed(_ duration: Duration) -> String {
        duration < .zero ? "-" + self.duration(.zero - duration) : "+" + self.duration(duration)
    }

    /// Durations that are drawn.
    static func durations(_ distribution: Distribution<Duration>) -> String {
        drawn(distribution, duration)
    }

    /// Counts that are drawn.
    static func counts(_ distribution: Distribution<Int>) -> String {
        drawn(distribution) { String($0) }
    }

    private static func drawn<Value: Quantity>(
        _ distribution: Distribution<Value>,
        _ word: (Value) -> String
    ) -> String {
        switch distribution {
        case .constant(let value): word(value)
        case .uniform(let range): "\(word(range.lowerBound)) to \(word(range.upperBound))"
        case .normal(let mean, let deviation):
            "about \(word(mean)) (normal, deviation \(word(deviation)))"
        case .exponential(let mean): "\(word(mean)) on average (exponential)"
        }
    }

    /// A number with its noun.
    static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    /// A place in a row: `1st`, `12th`.
    static func ordinal(_ number: Int) -> String {
        let ending =
            switch (number % 10, number % 100) {
            case (_, 11...13): "th"
            case (1, _): "st"
            case (2, _): "nd"
            case (3, _): "rd"
            default: "th"
            }
        return "\(number)\(ending)"
    }

    /// Words with commas between them, and a last one.
    static func list(_ words: [String], _ last: String = "and") -> String {
        guard let end = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " \(last) " + end
    }

    /// Which sessions a fault strikes.
    static func sessions(_ selector: SessionSelector) -> String {
        switch selector {
        case .all: "every session"
        case .share(let share): "\(ShareText.write(share)) of the sessions (drawn each time)"
        case .count(let count): "\(self.count(count, "session")) (drawn each time)"
        case .list(let numbers):
            "session\(numbers.count == 1 ? "" : "s") \(list(numbers.map { String($0) }))"
        case .group(let name): "the sessions of the group \(name)"
        case .triggering: "the session of that fact"
        }
    }

    /// How long something goes on.
    static func extent(_ extent: Extent, _ noun: String) -> String {
        switch extent {
        case .count(1): "the next \(noun)"
        case .count(let count): "the next \(count) \(noun)s"
        case .time(let time): "every \(noun) for \(duration(time))"
        }
    }
}
