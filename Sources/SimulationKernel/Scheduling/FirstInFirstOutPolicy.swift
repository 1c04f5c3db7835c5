/// Runs everything in the order in which it became ready: the plainest run of a program.
public struct FirstInFirstOutPolicy: Policy {
    /// Makes the policy; it has no state.
    public init() {}

    /// Needs no randomness.
    public mutating func begin(_ stream: RandomStream) {}

    /// Returns 0: the oldest.
    public mutating func choose(_ choice: Choice) -> Int { 0 }
}

extension Policy where Self == FirstInFirstOutPolicy {
    /// Runs everything in the order in which it became ready.
    public static var fifo: FirstInFirstOutPolicy { FirstInFirstOutPolicy() }
}
