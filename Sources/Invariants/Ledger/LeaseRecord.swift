import Histories

/// What the facts say of one time for which an instance held a session's lease.
final class LeaseRecord {
    /// Its `lease-taken`.
    let taken: Fact
    /// When the call was sent that took it; nil when the history does not tell.
    let asked: Int64?
    /// How many renewals had been sent when that call returned: those sent from then on are its own.
    var renewalsBefore: Int?
    /// The `lease-taken` of another instance that followed.
    var takeOver: Fact?
    /// Whether it had run out when its own instance asked for the session anew.
    var hasLapsed = false

    init(taken: Fact, asked: Int64?) {
        self.taken = taken
        self.asked = asked
    }
}

extension HistorySettings {
    /// After how long a server whose client is connected asks again for a lease that another one holds,
    /// at the most, in nanoseconds.
    var leaseInterval: Int64 { min(queueInterval, lease / 3) }

    /// How long a session whose client is away is left to other servers, in nanoseconds.
    var timeLeftToOthers: Int64 { 2 * leaseInterval }
}

extension Ledger {
    /// When the owner must take a lease for lost, unless another renewal returns until then.
    ///
    /// That is a whole lease after the last renewal that has returned was sent; nil when the history
    /// does not tell.
    func end(of lease: LeaseRecord) -> Int64? {
        guard let asked = lease.asked else { return nil }
        let renewal = host(lease.taken.instance).renewal
        guard let renewal, let before = lease.renewalsBefore, renewal.number > before,
            renewal.call.incarnation == lease.taken.incarnation
        else { return asked + leaseDuration }
        return max(asked, renewal.call.time) + leaseDuration
    }

    /// Whether a lease had run out before its own instance asked for the session anew: before the
    /// next renewal returned, which was too late then, also in the very instant of its end.
    func hasLapsed(_ lease: LeaseRecord) -> Bool {
        if lease.hasLapsed { return true }
        guard let asked = lease.asked else { return false }
        let host = host(lease.taken.instance)
        // The one that was on its way while the lease was being taken is none of its own.
        let first = lease.renewalsBefore.flatMap { before in
            host.returns.first { $0.number == before + 1 }
        }
        if let first, asked + leaseDuration <= first.time { return true }
        return host.gaps.contains { gap in
            asked < gap.returned && max(asked, gap.sent) + leaseDuration <= gap.returned
        }
    }

    /// Whether an instance may not know yet that another one has taken a lease over: its process
    /// has been stalled since before the lease ran out, and goes on at this very instant at the
    /// earliest.
    func isUnaware(_ lease: LeaseRecord, at time: Int64) -> Bool {
        let limit = end(of: lease) ?? lease.takeOver?.time ?? .max
        return host(lease.taken.instance).pauses.contains { pause in
            pause.begin.time <= limit && pause.end.map { $0.time == time } ?? true
        }
    }

    /// Takes a new owner of a session.
    func recordLease(_ fact: Fact) {
        let session = session(fact.session)
        if let owner = session.lease?.instance, owner != fact.instance {
            session.leases[owner]?.takeOver = fact
        }
        session.lease = fact
        session.leases[fact.instance] = LeaseRecord(
            taken: fact,
            asked: session.leaseCalls[fact.instance]?.time
        )
        session.refreshReach(at: fact.time)
    }

    /// Takes a call that takes or renews a lease, or that reads what earlier lives have left, or its
    /// return.
    func recordOwnershipCall(_ fact: Fact) {
        switch fact.operation {
        case "take-lease": recordTaking(fact, session(fact.session))
        case "renew-leases": recordRenewal(fact)
        case "unprocessed": recordRecovery(fact)
        default: break
        }
    }

    private func recordTaking(_ fact: Fact, _ session: SessionRecord) {
        let lease = session.leases[fact.instance]
        if fact.kind == .storeCalled {
            session.leaseCalls[fact.instance] = fact
            if let lease, let end = end(of: lease) { lease.hasLapsed = fact.time >= end }
        } else if session.leaseCalls[fact.instance]?.call == fact.call {
            session.leaseCalls[fact.instance] = nil
            if let lease, lease.renewalsBefore == nil {
                lease.renewalsBefore = host(fact.instance).renewalCount
            }
        }
    }
}
