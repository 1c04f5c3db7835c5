import Histories

/// What the facts say of one server instance.
struct HostRecord {
    /// The running incarnation; 0 when the server is down.
    var incarnation = 0
    /// The pauses of the process.
    var pauses: [Pause] = []

    /// A time in which the process stalled.
    struct Pause {
        var begin: Fact
        var end: Fact?
    }

    /// Returns whether the process was paused at some time after a fact.
    func wasPaused(since fact: Fact) -> Bool {
        pauses.contains { pause in pause.end.map { $0.time >= fact.time } ?? true }
    }

    /// Whether the process stalls, or woke at this very instant and could not know it yet.
    func isPausedOrWaking(at time: Int64) -> Bool {
        pauses.contains { pause in pause.end.map { $0.time == time } ?? true }
    }
}
