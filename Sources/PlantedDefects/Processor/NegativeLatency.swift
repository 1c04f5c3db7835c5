import EventsAndEffects

extension PlantedDefect {
    /// The wall clock is no stopwatch.
    static let negativeLatency = PlantedDefect(
        "negative-latency",
        "latencyMs is the difference of two wall-clock readings.",
        expected: ["protocol.frames"],
        parts: { parts in
            parts.changeProcessor { $0.clock = WallClockDurations(base: $0.clock) }
        }
    )
}

/// A clock that measures durations on the wall clock.
private struct WallClockDurations: ServerClock {
    let base: any ServerClock

    var monotonicNow: MonotonicInstant {
        MonotonicInstant(nanoseconds: base.wallNow.milliseconds * 1_000_000)
    }

    var wallNow: WallInstant { base.wallNow }

    func sleep(for duration: Duration) async throws {
        try await base.sleep(for: duration)
    }
}
