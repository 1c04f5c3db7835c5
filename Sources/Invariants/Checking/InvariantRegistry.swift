/// All invariants that are checked; a new one is one file and one line here.
public enum InvariantRegistry {
    static let entries: [Entry] = [
        Entry(OrderingSequence.self),
        Entry(OrderingProcessing.self),
        Entry(OrderingDelivery.self),
        Entry(OrderingTokens.self),
        Entry(OrderingContent.self),
        Entry(IsolationDelivery.self),
        Entry(IsolationState.self),
        Entry(IsolationProgress.self),
        Entry(IsolationNonInterference.self),
        Entry(DeduplicationRequest.self),
        Entry(DeduplicationEffect.self),
        Entry(DeduplicationExecution.self),
        Entry(DeduplicationDelivery.self),
        Entry(DurabilityEvents.self),
        Entry(DurabilityAtomicity.self),
        Entry(DurabilityResponses.self),
        Entry(DurabilityHistory.self),
        Entry(LifecycleStatus.self),
        Entry(LifecycleQuiescence.self),
        Entry(ProtocolFrames.self),
        Entry(LatencyFirstToken.self),
        Entry(LatencyAccepted.self),
        Entry(LatencyRedelivery.self),
    ]

    /// The invariants, in the order in which they are reported.
    public static let all: [Invariant] = entries.map(\.invariant)

    /// An invariant and how to make its checker.
    struct Entry: Sendable {
        let invariant: Invariant
        let make: @Sendable (CheckContext) -> AnyCheckerBox

        /// Fast path: made where the type is known, the box is compiled for that type.
        @inline(__always)
        init<Boxed: Checker>(_ type: Boxed.Type) {
            invariant = type.invariant
            make = { CheckerBox<Boxed>($0) }
        }
    }
}
