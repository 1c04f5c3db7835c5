internal import EventsAndEffects
internal import Scenarios

extension Duration {
    /// The shortest of the settings that must not be nothing.
    static let shortestSetting: Duration = .milliseconds(1)
}

extension ValueFormat where Value == Duration {
    /// A duration of at least that.
    static func duration(atLeast minimum: Duration = .zero) -> ValueFormat {
        ValueFormat(.duration, schema: .reference("duration")) { text throws(TextProblem) in
            try DurationText.parse(text[...], minimum: minimum)
        } write: {
            DurationText.write($0)
        }
    }
}

extension ValueFormat where Value == Duration {
    /// A duration that may be negative: `90s`, `-1h`.
    static let signedDuration = ValueFormat(
        .signedDuration,
        schema: .reference("signed-duration")
    ) { text throws(TextProblem) in
        guard text.hasPrefix("-") else { return try DurationText.parse(text[...]) }
        return .zero - (try DurationText.parse(text.dropFirst()))
    } write: {
        $0 < .zero ? "-" + DurationText.write(.zero - $0) : DurationText.write($0)
    }
}

extension ValueFormat where Value == Duration? {
    /// `never`, or a duration of at least that.
    static func durationOrNever(atLeast minimum: Duration) -> ValueFormat {
        ValueFormat(
            .durationOrNever,
            schema: .any([.names(["never"]), .reference("duration")])
        ) { text throws(TextProblem) in
            text == "never" ? nil : try DurationText.parse(text[...], minimum: minimum)
        } write: { duration in
            duration.map(DurationText.write) ?? "never"
        }
    }
}

extension ValueFormat where Value == Reconnect {
    /// `never`, or the distribution of the wait.
    static let reconnect = ValueFormat(
        schema: .any([.names(["never"]), .reference("duration-distribution")])
    ) { node, reading in
        if case .text("never", _) = node.content { return .never }
        let waits = ValueFormat<Distribution<Duration>>.durations(expecting: .reconnect)
        return waits.read(node, &reading).map(Reconnect.after)
    } write: { reconnect in
        switch reconnect {
        case .never: .word("never")
        case .after(let wait): ValueFormat<Distribution<Duration>>.durations().write(wait)
        }
    }
}
