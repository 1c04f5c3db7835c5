import Histories

/// What the facts say of one server instance.
struct HostRecord {
    /// The running incarnation; 0 when the server is down.
    var incarnation = 0
    /// The pauses of the process.
    var pauses: [Pause] = []
    /// The `renew-leases` that has not returned.
    var renewing: Fact?
    /// The call of the last renewal that returned.
    var renewal: Fact?
    /// The last renewal that came a whole lease after the one before it, if there was one.
    var gap: (before: Fact?, after: Fact)?

    /// A time in which the process stalled.
    struct Pause {
        var begin: Fact
        var end: Fact?
    }
}
