/// The oracle that decides which ready entry runs next.
///
/// The loop asks only where there is a choice between two or more. Entries are numbered from 0: in
/// the order in which they became ready, except that each chosen entry first changes places with
/// entry 0, so that taking it costs the same however many are ready. A policy that always answers
/// 0 therefore runs everything in the order of becoming ready.
///
/// Determinism: the answers may depend on nothing but the stream given to `begin` and the choices
/// asked so far.
public protocol Policy: Sendable {
    /// Receives the simulation's own stream for scheduling, before the first choice.
    mutating func begin(_ stream: RandomStream)

    /// Returns the number of the entry to run next, below `choice.alternatives`.
    ///
    /// - Throws: `ScheduleDivergence` if the run is not the one that the policy knows; this ends
    ///   the run with `RunResult.diverged`.
    mutating func choose(_ choice: Choice) throws(ScheduleDivergence) -> Int

    /// The causal chains that the policy decides by, from `begin` on, for the loop to keep; nil if
    /// it does not look at them.
    var chains: CausalChains? { get }

    /// Says what the policy still expected of a run that ended after a number of steps.
    func expectation(after steps: UInt64) -> ScheduleDivergence?
}

extension Policy {
    /// Looks at no chains.
    public var chains: CausalChains? { nil }

    /// Expects nothing: what any policy answers that follows no recording.
    public func expectation(after steps: UInt64) -> ScheduleDivergence? { nil }
}

/// One question to a policy.
public struct Choice: Hashable, Sendable {
    /// The number of steps executed before.
    public let step: UInt64
    /// How many entries are ready: at least two.
    public let alternatives: Int
}
