import Histories

/// Whether a server leaves a session between two of its events, if its client is connected to other
/// servers alone: one of these waits for the lease, to hand over what is answered already.
///
/// A server that is at work on an event may keep the lease, which is why the time is no delay of the
/// answers that wait meanwhile. So what is compared is the time between two events: at least an interval
/// in which others ask, or they never get the lease before the last question is answered. One event
/// that follows at once may have been begun as the client left; two in a row were not.
struct GivingWay {
    /// A row of events at one server, each begun at once after the one before.
    private struct Row {
        var committed: Fact
        var count = 0
        /// The seq of the event that has begun since.
        var begun = 0
    }

    private let isWatched: Bool
    /// How often a server asks for a lease that another one holds, at the most.
    private let interval: Int64
    private var rows = NumberMap<Row?>(nil)

    init(_ settings: HistorySettings) {
        isWatched = settings.instances > 1
        interval = settings.leaseInterval
    }

    /// Takes an outcome that is committed, a connection or lease elsewhere, or the begin of an attempt.
    mutating func observe(_ fact: Fact, _ session: SessionRecord, _ findings: inout Findings) {
        guard isWatched else { return }
        switch fact.kind {
        case .checkpointCommitted:
            if session.isDeserted(at: fact.instance) {
                let before = rows[fact.session]
                rows[fact.session] = Row(committed: fact, count: before?.count ?? 0)
            } else {
                end(fact)
            }
        case .connectionOpened: if isOwn(fact) { end(fact) }
        case .leaseTaken: if !isOwn(fact) { end(fact) }
        case .agentInvoked: begin(fact, session, &findings)
        default: break
        }
    }

    private func isOwn(_ fact: Fact) -> Bool {
        rows[fact.session]?.committed.instance == fact.instance
    }

    private mutating func end(_ fact: Fact) {
        if rows[fact.session] != nil { rows[fact.session] = nil }
    }

    private mutating func begin(
        _ fact: Fact,
        _ session: SessionRecord,
        _ findings: inout Findings
    ) {
        guard var row = rows[fact.session],
            fact.sequence > max(row.committed.sequence, row.begun)
        else { return }
        let committed = row.committed
        let gap = fact.time - committed.time
        guard isOwn(fact), committed.incarnation == fact.incarnation, gap < interval,
            session.isDeserted(at: fact.instance)
        else {
            findings.compared()
            return end(fact)
        }
        row.count += 1
        row.begun = fact.sequence
        rows[fact.session] = row
        guard row.count == 2 else { return }
        findings.violated(
            "instance \(fact.instance) began event \(fact.sequence) \(Phrase.at(fact)), "
                + "\(Phrase.seconds(gap)) after the outcome of the one before, and that one as soon, "
                + "though the client is connected to other servers alone: none of them could take "
                + "the lease meanwhile, for which a queue interval of \(Phrase.seconds(interval)) is "
                + "left",
            first: committed,
            conflicting: fact
        )
    }
}

extension SessionRecord {
    /// Whether the client is connected, but not to an instance, and that one executes nothing for it
    /// any more.
    fileprivate func isDeserted(at instance: Int) -> Bool {
        !connections.isEmpty && execution?.instance != instance && !isConnected(to: instance)
    }
}
