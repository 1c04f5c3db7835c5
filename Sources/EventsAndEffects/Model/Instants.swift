/// A reading of a monotonic clock: good for durations, meaningless as a date.
///
/// Unlike `WallInstant` it never goes back, and it is never stored.
public struct MonotonicInstant: Hashable, Comparable, Sendable {
    /// Nanoseconds since an origin that is fixed for the life of a process.
    public let nanoseconds: Int64

    /// Makes an instant from nanoseconds since the process's origin.
    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// The time that passed since `earlier`; negative if `earlier` is later.
    public func duration(since earlier: MonotonicInstant) -> Duration {
        .nanoseconds(nanoseconds - earlier.nanoseconds)
    }

    /// The instant that lies `duration` after this one.
    public func advanced(by duration: Duration) -> MonotonicInstant {
        MonotonicInstant(nanoseconds: nanoseconds + duration.nanoseconds)
    }

    /// Orders by value.
    public static func < (left: MonotonicInstant, right: MonotonicInstant) -> Bool {
        left.nanoseconds < right.nanoseconds
    }
}

/// A reading of the wall clock, as stored in `created_at` and its like.
///
/// It may jump in either direction, so nothing is ordered by it and no duration is taken from it,
/// except the age that `effect-ttl` asks for.
public struct WallInstant: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public let milliseconds: Int64

    /// Makes an instant from milliseconds since 1970.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The instant that lies `duration` before this one, to the millisecond.
    public func moved(backBy duration: Duration) -> WallInstant {
        WallInstant(milliseconds: milliseconds - duration.milliseconds)
    }

    /// Orders by value.
    public static func < (left: WallInstant, right: WallInstant) -> Bool {
        left.milliseconds < right.milliseconds
    }
}

extension Duration {
    /// Whole milliseconds, rounded towards zero.
    package var milliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }

    /// Whole nanoseconds, rounded towards zero.
    package var nanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
