import Histories

/// What the facts say of one attempt of the agent.
struct AttemptRecord {
    /// Its `agent-invoked`.
    let invoked: Fact
    /// The lease under which it began, as far as the history tells.
    let lease: LeaseRecord?
    /// The fact that ended it: finished, failed, abandoned, or the end of its incarnation.
    var ended: Fact?
    /// When the lease ran out, as the owner knew it at the end of the attempt.
    var leaseEnd: Int64?

    /// Whether it may still do something.
    var isRunning: Bool { ended == nil }
}
