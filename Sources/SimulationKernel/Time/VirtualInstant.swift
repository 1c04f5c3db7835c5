/// A point in simulated time: nanoseconds since the simulation began.
///
/// Unlike `ContinuousClock.Instant` it never depends on the machine: the loop moves it from one
/// deadline to the next, and all that runs at one instant sees exactly the same value.
///
/// Determinism: plain integer arithmetic, which saturates at the ends of the range.
public struct VirtualInstant: InstantProtocol, Comparable, Hashable, Sendable {
    /// Nanoseconds since the start of the simulation.
    public var nanoseconds: Int64

    /// Makes an instant the given number of nanoseconds after the start.
    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// The start of every simulation.
    public static let zero = VirtualInstant(nanoseconds: 0)

    /// Later than every deadline: run until here to run until nothing is left.
    public static let distantFuture = VirtualInstant(nanoseconds: .max)

    /// Returns the instant later by a duration, of which a part of a nanosecond counts as a whole.
    public func advanced(by duration: Duration) -> VirtualInstant {
        VirtualInstant(nanoseconds: nanoseconds.addingSaturated(duration.nanosecondsRoundedUp))
    }

    /// Returns how much later the other instant is: negative if it is earlier.
    public func duration(to other: VirtualInstant) -> Duration {
        .nanoseconds(other.nanoseconds) - .nanoseconds(nanoseconds)
    }

    /// Orders instants in time.
    public static func < (left: VirtualInstant, right: VirtualInstant) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// Returns the instant later by a duration.
    public static func + (instant: VirtualInstant, duration: Duration) -> VirtualInstant {
        instant.advanced(by: duration)
    }

    /// Returns the instant earlier by a duration.
    public static func - (instant: VirtualInstant, duration: Duration) -> VirtualInstant {
        instant.advanced(by: .zero - duration)
    }

    /// Returns how much later the left instant is than the right.
    public static func - (left: VirtualInstant, right: VirtualInstant) -> Duration {
        right.duration(to: left)
    }
}

extension VirtualInstant: CustomStringConvertible {
    /// Seconds with at least three decimals, and as many as are needed: `4.217s`, `4.217000001s`.
    public var description: String {
        let magnitude = nanoseconds.magnitude
        var decimals = String(magnitude % 1_000_000_000)
        decimals = String(repeating: "0", count: 9 - decimals.count) + decimals
        while decimals.count > 3, decimals.last == "0" { decimals.removeLast() }
        return "\(nanoseconds < 0 ? "-" : "")\(magnitude / 1_000_000_000).\(decimals)s"
    }
}
