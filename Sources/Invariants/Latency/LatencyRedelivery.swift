package import Histories

/// Checks that what waits for a client is handed over soon after it can be.
///
/// The time runs while the session's oldest unfinished effect is pending and a connection is open;
/// where the session already was connected, another connection does not begin it anew. It stands
/// still while the client is out of reach: no connection that may get the frame has room, or an
/// event of the session that another server is at work on keeps the lease. A poll for all sessions at
/// once counts as each one's own store time. A server asks again for a lease that another one held
/// after a queue interval, as in `latency.accepted`. That the other one leaves it: `GivingWay`.
package struct LatencyRedelivery: Checker {
    package static let invariant = Invariant(
        "latency.redelivery",
        "A pending effect of a connected session is handed over within store time, poll interval "
            + "and 100 ms of the latest of: connection, creation, release, predecessor's "
            + "completion; an execution ends within store time and 100 ms of its first "
            + "acknowledgement, the end of its last connection or the acknowledgement timeout; "
            + "unless a host, store, clock or network-wide fault excuses it; between two events of a "
            + "client who is connected elsewhere alone a server leaves the lease for a queue "
            + "interval.",
        specification: ["FR-026"]
    )
    package static let interests: [FactKind] = [
        .connectionOpened, .connectionClosed, .effectCreated, .effectReleased, .effectCompleted,
        .effectFailed, .terminalSent, .serverCrashed, .serverStopped, .phaseChanged, .effectClaimed,
        .agentInvoked, .checkpointCommitted, .leaseTaken,
    ]
    package static let needs: [FactKind] = [
        .connectionOpened, .effectCreated, .effectCompleted, .terminalSent, .storeCalled,
        .storeReturned,
    ]

    package static func partialNeeds(with settings: HistorySettings) -> [PartialNeed] {
        guard settings.instances > 1 else { return [] }
        return [
            PartialNeed(
                [.agentInvoked, .checkpointCommitted],
                for: "whether a lease is left to the server of the client"
            )
        ]
    }

    package static func explanations(with settings: HistorySettings) -> [FactKind] {
        [
            .effectReleased, .effectFailed, .connectionClosed, .sendBlocked, .serverStarted,
            .serverCrashed,
            .faultInjected, .faultHealed,
        ]
    }

    /// What is allowed beyond store time and poll interval, in nanoseconds.
    private static let allowance: Int64 = 100_000_000

    /// An effect that can be handed over.
    private struct Due {
        let effect: String
        let sequence: Int
        let start: Fact
        /// The instance that had the lease last.
        let holder: Int
        let storeTimeBefore: Int64
        let unreachableBefore: Int64
    }

    private let pollInterval: Int64
    private let queueInterval: Int64
    private var due = NumberMap<Due?>(nil)
    private var executions: ExecutionTimes
    private var givingWay: GivingWay

    package init(_ context: CheckContext) {
        pollInterval = context.settings.pollInterval
        queueInterval = context.settings.queueInterval
        executions = ExecutionTimes(header: context.header)
        givingWay = GivingWay(context.settings)
    }

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        executions.observe(fact, ledger, &findings)
        switch fact.kind {
        case .agentInvoked, .checkpointCommitted, .leaseTaken:
            givingWay.observe(fact, ledger.session(fact.session), &findings)
        case .connectionOpened:
            let session = ledger.session(fact.session)
            givingWay.observe(fact, session, &findings)
            if session.connections.isEmpty { beginOldest(from: fact, session, ledger) }
        case .connectionClosed: close(fact, ledger, &findings)
        case .effectCreated: create(fact, ledger)
        case .effectReleased: release(fact, ledger)
        case .effectCompleted, .effectFailed:
            due[fact.session] = nil
            let session = ledger.session(fact.session)
            if !session.connections.isEmpty { beginOldest(from: fact, session, ledger) }
        case .terminalSent: hand(fact, ledger, &findings)
        case .serverCrashed, .serverStopped: due = NumberMap(nil)
        case .effectClaimed: break
        default: if fact.phase == .stopped { compareRest(fact, ledger, &findings) }
        }
    }

    // MARK: What can be handed over

    private mutating func create(_ fact: Fact, _ ledger: Ledger) {
        let session = ledger.session(fact.session)
        guard !session.connections.isEmpty, session.oldestUndelivered(but: nil) == nil,
            let effect = fact.effect
        else { return }
        begin(effect, fact.sequence, from: fact, session, ledger)
    }

    private mutating func release(_ fact: Fact, _ ledger: Ledger) {
        let session = ledger.session(fact.session)
        guard !session.connections.isEmpty, let oldest = session.oldestUndelivered(but: nil),
            oldest.id == fact.effect
        else { return }
        begin(oldest.id, oldest.sequence, from: fact, session, ledger)
    }

    /// Begins with the oldest effect that the fact does not end, if it waits.
    private mutating func beginOldest(
        from fact: Fact,
        _ session: SessionRecord,
        _ ledger: Ledger
    ) {
        guard let oldest = session.oldestUndelivered(but: fact.effect), oldest.status == .pending
        else { return }
        begin(oldest.id, oldest.sequence, from: fact, session, ledger)
    }

    private mutating func begin(
        _ effect: String,
        _ sequence: Int,
        from fact: Fact,
        _ session: SessionRecord,
        _ ledger: Ledger
    ) {
        due[fact.session] = Due(
            effect: effect,
            sequence: sequence,
            start: fact,
            holder: session.lease?.instance ?? 0,
            storeTimeBefore: storeTime(of: session, at: fact.time, ledger),
            unreachableBefore: session.unreachable.total(at: fact.time)
        )
    }

    // MARK: What becomes of it

    private mutating func hand(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard let due = due[fact.session],
            let request = ledger.session(fact.session).request(sequence: due.sequence),
            request.request == fact.request
        else { return }
        self.due[fact.session] = nil
        compare(due, fact, ledger, &findings)
    }

    /// The last connection closes: until then the effect should have been handed over.
    private mutating func close(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        let number = ledger.connection(fact.connection)?.session ?? fact.session
        let session = ledger.session(number)
        guard let due = due[number],
            session.connections.allSatisfy({ $0.number == fact.connection })
        else { return }
        self.due[number] = nil
        compare(due, fact, ledger, &findings)
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

    private func compare(_ due: Due, _ end: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        let session = ledger.session(due.start.session)
        guard let request = session.request(sequence: due.sequence), !ledger.excuses(request)
        else { return }
        let store = storeTime(of: session, at: end.time, ledger) - due.storeTimeBefore
        let away = session.unreachable.total(at: end.time) - due.unreachableBefore
        let elapsed = end.time - due.start.time
        let isElsewhere = due.holder != 0 && due.holder != end.instance
        let lease = isElsewhere ? queueInterval : 0
        guard elapsed > store + away + pollInterval + lease + Self.allowance else {
            if end.kind == .terminalSent { findings.compared() }
            return
        }
        let outcome =
            end.kind == .terminalSent ? "was handed over" : "was still not handed over"
        let blocked = away == 0 ? "" : ", the client's being out of reach \(Phrase.seconds(away))"
        let wait = isElsewhere ? Phrase.lease(of: due.holder, queueInterval) : ""
        findings.violated(
            "the response to request \(request.request) \(outcome) \(Phrase.at(end)), "
                + "\(Phrase.seconds(elapsed)) after \(cause(due.start)); the store explains "
                + "\(Phrase.seconds(store))\(blocked), and a poll interval of "
                + "\(Phrase.seconds(pollInterval))\(wait) and "
                + "\(Phrase.seconds(Self.allowance)) more are allowed",
            first: due.start,
            conflicting: end,
            session: session.number
        )
    }

    private func cause(_ start: Fact) -> String {
        switch start.kind {
        case .connectionOpened: return "connection \(start.connection) was opened"
        case .effectCreated: return "it was created"
        case .effectReleased: return "it was released"
        default:
            let verb = start.kind == .effectFailed ? "given up" : "completed"
            return "the one before it was \(verb)"
        }
    }

    private func storeTime(
        of session: SessionRecord,
        at time: Int64,
        _ ledger: Ledger
    ) -> Int64 {
        session.storeTime.total(at: time) + ledger.session(.none).storeTime.total(at: time)
    }
}

extension SessionRecord {
    /// Returns the oldest effect that is neither completed nor failed, apart from one.
    fileprivate func oldestUndelivered(but excepted: String?) -> EffectRecord? {
        requests.lazy.flatMap(\.effects)
            .filter { !$0.status.isFinal && $0.id != excepted }
            .min { $0.ordinal < $1.ordinal }
    }
}
