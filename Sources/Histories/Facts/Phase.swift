/// The part of a run that a `phase-changed` fact begins.
public enum Phase: String, CaseIterable, Sendable, Hashable {
    /// Workload and faults.
    case safety
    /// Everything heals, clients reconnect, nothing new is sent.
    case liveness
    /// The liveness phase is over: a graceful stop follows.
    case stopped
    /// The last inspection of the store is done: nothing follows.
    case end
}
