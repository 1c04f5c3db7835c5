/// Runs any of the ready entries, each equally likely.
///
/// Determinism: one draw a choice (rarely more, see `RandomStream.uniform`) from the simulation's
/// stream `scheduling`, which nothing else draws from.
public struct RandomPolicy: Policy {
    private var stream = RandomStream(seed: 0, name: "scheduling")

    /// Makes the policy; the simulation gives it its stream.
    public init() {}

    /// Takes the stream to draw from.
    public mutating func begin(_ stream: RandomStream) {
        self.stream = stream
    }

    /// Draws the next entry.
    public mutating func choose(_ choice: Choice) -> Int {
        Int(truncatingIfNeeded: stream.draw(below: UInt64(choice.alternatives)))
    }
}

extension Policy where Self == RandomPolicy {
    /// Runs any of the ready entries, each equally likely.
    public static var random: RandomPolicy { RandomPolicy() }
}
