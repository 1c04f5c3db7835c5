/// Runs everything in the order in which it became ready, but now and then something else: what a
/// machine does that is rarely, and briefly, disturbed.
///
/// Between ``FirstInFirstOutPolicy``, which shows one order, and ``RandomPolicy``, in which long
/// stretches of the usual order hardly ever come: finds what needs one turn amid much that is usual.
///
/// Determinism: one draw a choice, and a second one where it turns, from the simulation's stream
/// `scheduling`.
public struct JitteredPolicy: Policy {
    /// Of so many choices one is drawn.
    public static let interval: UInt64 = 16

    private var stream = RandomStream(seed: 0, name: "scheduling")

    /// Makes the policy; the simulation gives it its stream.
    public init() {}

    /// Takes the stream to draw from.
    public mutating func begin(_ stream: RandomStream) {
        self.stream = stream
    }

    /// Returns 0, the oldest, or now and then any.
    public mutating func choose(_ choice: Choice) -> Int {
        guard stream.draw(below: Self.interval) == 0 else { return 0 }
        return Int(truncatingIfNeeded: stream.draw(below: UInt64(choice.alternatives)))
    }
}

extension Policy where Self == JitteredPolicy {
    /// Runs everything in the order in which it became ready, but now and then something else.
    public static var jitter: JitteredPolicy { JitteredPolicy() }
}
