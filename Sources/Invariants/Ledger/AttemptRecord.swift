import Histories

/// What the facts say of one attempt of the agent.
struct AttemptRecord {
    /// Its `agent-invoked`.
    let invoked: Fact
    /// The fact that ended it: finished, failed, abandoned, or the end of its incarnation.
    var ended: Fact?

    /// Whether it may still do something.
    var isRunning: Bool { ended == nil }
}
