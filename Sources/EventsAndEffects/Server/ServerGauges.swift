/// How much a server holds in memory for its sessions, to be watched in operation.
///
/// Where nothing is left to do, requests and lanes fall back to nothing, and so do, after a lease's
/// time, the leases: what only grows is a leak.
public struct ServerGauges: Hashable, Sendable {
    /// Sessions that have a connection.
    public var connectedSessions: Int
    /// Requests that are accepted, or being accepted, and not finished.
    public var requests: Int
    /// Sessions of which the queue remembers something.
    public var eventLanes: Int
    /// Sessions of which the runner remembers something.
    public var deliveryLanes: Int
    /// Sessions whose lease is held.
    public var leases: Int
}
