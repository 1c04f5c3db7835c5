/// All invariants that are checked; a new one is one file and one line here.
public enum InvariantRegistry {
    static let checkers: [any Checker.Type] = [
        OrderingSequence.self,
        OrderingProcessing.self,
        OrderingDelivery.self,
        OrderingTokens.self,
        OrderingContent.self,
        IsolationDelivery.self,
        IsolationState.self,
        DeduplicationRequest.self,
        DeduplicationEffect.self,
        DeduplicationExecution.self,
        DeduplicationDelivery.self,
        DurabilityEvents.self,
        DurabilityAtomicity.self,
        DurabilityResponses.self,
        DurabilityHistory.self,
        LifecycleStatus.self,
        LifecycleQuiescence.self,
    ]

    /// The invariants, in the order in which they are reported.
    public static let all: [Invariant] = checkers.map { $0.invariant }
}
