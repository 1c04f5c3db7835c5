import Histories

/// What the facts so far say, kept once for all checkers.
///
/// Checkers see it as it stood before the fact at hand. Sessions and connections are arrays indexed
/// by number; the token path never touches it.
package final class Ledger {
    /// The kinds of fact that change it.
    static let interests = FactKindSet([
        .clientConnected, .terminalReceived, .clientDisconnected, .frameArrived, .terminalSent,
        .connectionOpened, .connectionClosed, .eventAppended, .checkpointCommitted,
        .effectCreated, .effectClaimed, .effectCompleted, .effectReleased, .effectFailed,
        .leaseTaken, .storeInspected, .agentInvoked, .agentFinished, .agentFailed,
        .agentAbandoned, .serverStarted, .serverCrashed, .serverStopped, .faultInjected,
        .faultHealed, .phaseChanged, .storeCalled, .storeReturned, .storeRefused, .sendBlocked,
        .sendResumed, .frameDropped,
    ])

    // Unchecked: looked up for most facts, and never changed while it is.
    @exclusivity(unchecked) private(set) var sessions: [SessionRecord] = []
    private var connections: [ConnectionRecord?] = []
    private var hosts: [HostRecord] = []
    /// How long a lease lasts without a renewal.
    let leaseDuration: Int64
    /// The phase.
    private(set) var phase: Phase?
    /// The last end of an incarnation without a graceful stop.
    private(set) var crash: Fact?
    /// What latency and progress excuse.
    @exclusivity(unchecked) private var excuses: Excuses

    init(settings: HistorySettings = HistorySettings()) {
        leaseDuration = settings.lease
        excuses = Excuses(settings: settings)
    }

    /// Returns whether latency and progress excuse a request, as of now.
    func excuses(_ request: RequestRecord) -> Bool { excuses.excuse(request) }

    /// Returns the record of a session, making it when it is new.
    func session(_ number: SessionNumber) -> SessionRecord {
        while sessions.count <= number.index {
            sessions.append(SessionRecord(number: SessionNumber(sessions.count)))
        }
        return sessions[number.index]
    }

    /// Returns the record of a connection, if it has one.
    func connection(_ number: Int) -> ConnectionRecord? {
        connections.indices.contains(number) ? connections[number] : nil
    }

    /// Returns the record of a server instance.
    func host(_ instance: Int) -> HostRecord {
        hosts.indices.contains(instance) ? hosts[instance] : HostRecord()
    }

    /// Returns whether the incarnation that a fact names has ended.
    func hasEnded(incarnationOf fact: Fact) -> Bool {
        let host = host(fact.instance)
        return hosts.indices.contains(fact.instance) && host.incarnation != fact.incarnation
    }

    /// Takes a fact that the checkers have seen.
    func record(_ fact: Fact) {
        switch fact.kind {
        case .clientConnected, .clientDisconnected, .connectionOpened, .connectionClosed:
            recordConnection(fact)
        case .frameArrived, .terminalSent, .terminalReceived: recordFrame(fact)
        case .eventAppended: accept(fact)
        case .checkpointCommitted: recordCheckpoint(fact)
        case .effectCreated, .effectClaimed, .effectCompleted, .effectReleased, .effectFailed:
            recordEffect(fact)
        case .leaseTaken: recordLease(fact)
        case .storeInspected: recordRow(fact)
        case .agentInvoked, .agentFinished, .agentFailed, .agentAbandoned: recordAttempt(fact)
        case .storeCalled, .storeReturned, .storeRefused:
            recordOwnershipCall(fact)
            recordCall(fact)
        case .sendBlocked, .sendResumed, .frameDropped: recordRoom(fact)
        case .phaseChanged:
            phase = fact.phase
            excuses.record(fact)
        default:
            recordHost(fact)
            excuses.record(fact)
        }
    }

    private func accept(_ fact: Fact) {
        let session = session(fact.session)
        let isInRecovery = excuses.isRecovering(session, at: fact.time)
        session.accept(fact)
        if isInRecovery { session.requests.last?.isAcceptedInRecovery = true }
    }

    private func recordCall(_ fact: Fact) {
        if excuses.wantsCalls { excuses.record(fact) }
        // The runner looks for the effects of all sessions at once.
        if fact.session.isNone, fact.operation != "poll" { return }
        session(fact.session).recordCall(fact)
    }

    private func recordRoom(_ fact: Fact) {
        guard let record = connection(fact.connection) else { return }
        record.isImpaired = true
        if fact.kind == .frameDropped { return record.hasLostFrame = true }
        record.isBlocked = fact.kind == .sendBlocked
        if !record.isBlocked { record.roomSince = fact.time }
        session(record.session).refreshReach(at: fact.time)
    }

    private func recordConnection(_ fact: Fact) {
        while connections.count <= fact.connection { connections.append(nil) }
        let record =
            connections[fact.connection]
            ?? ConnectionRecord(number: fact.connection, session: fact.session)
        connections[fact.connection] = record
        let session = session(record.session)
        switch fact.kind {
        case .connectionOpened:
            record.opened = fact
            session.connections.append(record)
            session.refreshReach(at: fact.time)
        case .connectionClosed:
            record.closed = fact
            session.connections.removeAll { $0 === record }
            session.refreshReach(at: fact.time)
        case .clientDisconnected: record.left = fact
        default: break
        }
        if record.closed != nil, record.left != nil { connections[fact.connection] = nil }
    }

    private func recordAttempt(_ fact: Fact) {
        let session = session(fact.session)
        if fact.kind == .agentInvoked {
            let isNext = session.attempts.contains { $0.invoked.sequence == fact.sequence }
            if !isNext { session.attempts.removeAll { !$0.isRunning } }
            let lease = session.leases[fact.instance]
            session.attempts.append(AttemptRecord(invoked: fact, lease: lease))
            return session.refreshReach(at: fact.time)
        }
        let index = session.attempts.lastIndex { attempt in
            attempt.isRunning && attempt.invoked.sequence == fact.sequence
                && attempt.invoked.instance == fact.instance
                && (fact.attempt == 0 || attempt.invoked.attempt == fact.attempt)
        }
        guard let index else { return }
        session.attempts[index].ended = fact
        session.refreshReach(at: fact.time)
        session.attempts[index].leaseEnd = session.attempts[index].lease.flatMap { lease in
            // Taken anew meanwhile: later renewals are not its own.
            hasLapsed(lease) ? fact.time : end(of: lease)
        }
    }

    /// Takes a renewal of all leases of an instance, or its return.
    func recordRenewal(_ fact: Fact) {
        while hosts.count <= fact.instance { hosts.append(HostRecord()) }
        if fact.kind == .storeCalled {
            hosts[fact.instance].beginRenewal(fact)
        } else {
            hosts[fact.instance].endRenewal(fact, duration: leaseDuration)
        }
    }

    /// Takes a reading of what earlier lives have left, or its return.
    func recordRecovery(_ fact: Fact) {
        guard fact.kind == .storeReturned, hosts.indices.contains(fact.instance) else { return }
        hosts[fact.instance].recovered = fact
    }

    private func recordHost(_ fact: Fact) {
        while hosts.count <= fact.instance { hosts.append(HostRecord()) }
        switch fact.kind {
        case .serverStarted: hosts[fact.instance].incarnation = fact.incarnation
        case .serverCrashed, .serverStopped:
            hosts[fact.instance].incarnation = 0
            hosts[fact.instance].isStopping = false
            hosts[fact.instance].pauses.removeAll()
            if fact.kind == .serverCrashed { crash = fact }
            endIncarnation(fact)
        case .faultInjected where fact.fault == "restart":
            hosts[fact.instance].isStopping = hosts[fact.instance].incarnation != 0
        case .faultInjected where fact.fault == "pause":
            hosts[fact.instance].beginPause(fact)
        case .faultHealed where fact.fault == "pause":
            let open = hosts[fact.instance].pauses.lastIndex { $0.end == nil }
            if let open { hosts[fact.instance].pauses[open].end = fact }
        default: break
        }
    }

    private func endIncarnation(_ fact: Fact) {
        for session in sessions {
            for connection in session.connections
            where connection.opened?.instance == fact.instance { connection.closed = fact }
            session.connections.removeAll { !$0.isOpen }
            for index in session.attempts.indices
            where session.attempts[index].isRunning
                && session.attempts[index].invoked.instance == fact.instance
            {
                session.attempts[index].ended = fact
            }
            session.refreshReach(at: fact.time)
            session.endCalls(of: fact)
        }
    }
}
