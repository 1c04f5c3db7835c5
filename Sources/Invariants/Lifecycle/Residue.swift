import Histories

/// What a server still holds in memory as it is asked for its last stop.
///
/// Everything accepted is delivered by then. Once nobody has done anything for a session for a while,
/// it remembers no request and no session's lane, and holds the leases of connected sessions at the
/// most, and after another lease none: what is left beyond that would grow for as long as it runs. What
/// a client has not acknowledged before it left for another server may be remembered until it has
/// expired.
struct Residue {
    /// How long all servers have to be idle before, in nanoseconds: what was in flight is over then, a
    /// sweep has passed the last event, and who waited for another server's lease has seen it.
    private let rest: Int64
    private let lease: Int64
    /// After what time nobody needs to know any more what a client has not acknowledged; nil is never.
    private let expiry: Int64?
    /// When a server last did something for a session.
    private var worked: Int64?
    /// Whether nothing was left to do as the stop was asked for.
    private var isAtRest = false

    init(settings: HistorySettings) {
        lease = settings.lease
        rest = 500_000_000 + 2 * settings.queueInterval + lease
        expiry = settings.effectTimeToLive.map { $0 + settings.pollInterval }
    }

    /// Takes a frame or a store call.
    mutating func work(_ fact: Fact) {
        if !fact.session.isNone { worked = fact.time }
    }

    /// Takes note that the stop is asked for.
    mutating func stopBegins(_ ledger: Ledger) {
        isAtRest = ledger.sessions.allSatisfy { $0.requests.allSatisfy(\.isSettled) }
    }

    private func hasRested(for rest: Int64, until time: Int64) -> Bool {
        guard let worked else { return true }
        let (elapsed, isBeyondBounds) = time.subtractingReportingOverflow(worked)
        return isBeyondBounds || elapsed >= rest
    }

    /// Whether everything has expired that a client has not acknowledged, and is forgotten.
    private func hasExpired(by time: Int64) -> Bool {
        guard let expiry else { return false }
        return hasRested(for: rest + expiry, until: time)
    }

    /// Compares one of a server's gauges.
    func compare(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard let gauge = fact.status.flatMap(ServerGauge.init), let count = fact.count, isAtRest,
            hasRested(for: rest, until: fact.time)
        else { return }
        let sessions = ledger.sessions.filter { !$0.number.isNone }
        let connected = sessions.count { $0.isConnected(to: fact.instance) }
        let most =
            switch gauge {
            case .connectedSessions: connected
            case .leases: hasRested(for: rest + lease, until: fact.time) ? 0 : connected
            case .requests, .eventLanes: 0
            case .deliveryLanes: hasExpired(by: fact.time) ? 0 : sessions.count - connected
            }
        guard count > most else { return findings.compared() }
        findings.violated(
            "of \(gauge.rawValue), instance \(fact.instance) still holds \(count) in memory "
                + "\(Phrase.at(fact)), when nothing is left to do; \(most) are the most",
            conflicting: fact
        )
    }
}
