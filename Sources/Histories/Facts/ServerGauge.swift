/// What a `server-inspected` fact counts, by the name that is its status.
package enum ServerGauge: String, CaseIterable, Sendable {
    case connectedSessions = "connected-sessions"
    case requests = "open-requests"
    case eventLanes = "event-lanes"
    case deliveryLanes = "delivery-lanes"
    case leases = "leases"
}
