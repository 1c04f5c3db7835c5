package import Histories

/// Checks that an event of an idle session reaches the agent at once.
///
/// A session is idle when the outcomes of all earlier events are committed. One whose client is away is
/// left to other servers for two queue intervals, or two thirds of a lease, before its next event is
/// taken up. What a dead server has left, another one takes up, or itself when it is back: `TakeOvers`.
/// That other servers leave it to the one of its client: `Deference`.
package struct LatencyAccepted: Checker {
    package static let invariant = Invariant(
        "latency.accepted",
        "An accepted event reaches the agent within store time and 20 ms, and the queue interval "
            + "where another instance held the lease, or two where its client is away, when its "
            + "session is idle, unless a host, store, clock or network-wide fault excuses it; what a "
            + "dead server has left is taken up by another one that runs, or by the only one as soon as "
            + "it is back; a server that has never had to do with the session leaves it, for a third of "
            + "a lease, to the one that has accepted it and still is its client's.",
        specification: ["FR-031"]
    )
    package static let interests: [FactKind] = [
        .eventAppended, .agentInvoked, .checkpointCommitted, .phaseChanged, .serverStarted,
        .serverCrashed, .serverStopped, .faultInjected, .faultHealed, .connectionOpened,
        .leaseTaken,
    ]
    package static let needs: [FactKind] = [
        .eventAppended, .agentInvoked, .checkpointCommitted, .storeCalled, .storeReturned,
    ]

    package static func partialNeeds(with settings: HistorySettings) -> [PartialNeed] {
        guard settings.instances > 1 else { return [] }
        return [
            PartialNeed(
                [.connectionOpened, .leaseTaken],
                for: "whether an event is left to the server of its client"
            )
        ]
    }

    package static func explanations(with settings: HistorySettings) -> [FactKind] {
        [.serverStarted, .serverCrashed, .faultInjected, .faultHealed]
            + (settings.instances > 1 ? [.leaseTaken] : [])
    }

    /// What is allowed beyond the store time, in nanoseconds.
    private static let allowance: Int64 = 20_000_000

    /// An event that is to reach the agent.
    private struct Due {
        let accepted: Fact
        let storeTimeBefore: Int64
        let unreachableBefore: Int64
        /// The instance that had taken the lease last; 0 if none.
        let holder: Int
    }

    private let queueInterval: Int64
    /// How long a session whose client is away is left to other servers.
    private let way: Int64
    private var due = NumberMap<Due?>(nil)
    private var takeOvers: TakeOvers
    private var deference: Deference

    package init(_ context: CheckContext) {
        queueInterval = context.settings.queueInterval
        way = context.settings.timeLeftToOthers
        takeOvers = TakeOvers(context)
        deference = Deference(context.settings)
    }

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        switch fact.kind {
        case .eventAppended:
            let session = ledger.session(fact.session)
            guard session.checkpointSequence == fact.sequence - 1 else { return }
            due[fact.session] = Due(
                accepted: fact,
                storeTimeBefore: session.storeTime.total(at: fact.time),
                unreachableBefore: session.unreachable.total(at: fact.time),
                holder: session.lease?.instance ?? 0
            )
            deference.observe(fact, ledger, &findings)
        case .connectionOpened, .leaseTaken: deference.observe(fact, ledger, &findings)
        case .agentInvoked:
            takeOvers.advance(fact, ledger, &findings)
            guard let due = due[fact.session], due.accepted.sequence == fact.sequence else {
                return
            }
            compare(due, fact, ledger, &findings)
            self.due[fact.session] = nil
        case .checkpointCommitted:
            takeOvers.advance(fact, ledger, &findings)
            // Cancelled before the agent was asked, or nobody was there to ask.
            if due[fact.session]?.accepted.sequence == fact.sequence { due[fact.session] = nil }
        default:
            takeOvers.record(fact, ledger, &findings)
            if fact.phase == .stopped { compareRest(fact, ledger, &findings) }
        }
    }

    private mutating func compareRest(
        _ end: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        for index in due.indices {
            if let due = due[index] { compare(due, end, ledger, &findings) }
        }
        due = NumberMap(nil)
    }

    private func compare(
        _ due: Due,
        _ end: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        let accepted = due.accepted
        let session = ledger.session(accepted.session)
        guard let request = session.request(sequence: accepted.sequence),
            !ledger.excuses(request)
        else { return }
        let isReached = end.kind == .agentInvoked
        let isElsewhere =
            due.holder != 0
            && (due.holder != accepted.instance || isReached && due.holder != end.instance)
        let store = session.storeTime.total(at: end.time) - due.storeTimeBefore
        let elapsed = end.time - accepted.time
        let away = min(session.unreachable.total(at: end.time) - due.unreachableBefore, way)
        let lease = isElsewhere ? queueInterval : 0
        guard elapsed > store + Self.allowance + lease + away else {
            if isReached { findings.compared() }
            return
        }
        let more =
            (isElsewhere ? Phrase.lease(of: due.holder, queueInterval) : "")
            + (away > 0 ? ", \(Phrase.seconds(away)) while the client was away" : "")
        findings.violated(
            "request \(accepted.request), accepted \(Phrase.at(accepted)) in an idle session, "
                + (isReached ? "reached" : "has not reached")
                + " the agent \(Phrase.at(end)), after \(Phrase.seconds(elapsed)); the store "
                + "explains \(Phrase.seconds(store)), and \(Phrase.seconds(Self.allowance))\(more) "
                + "is allowed",
            first: accepted,
            conflicting: end,
            session: accepted.session
        )
    }
}
