import Histories

/// What a history tells, by session and request: what reports are made of.
///
/// Determinism: a function of the history.
struct HistoryDigest {
    /// When a server ended.
    struct ServerEnd: Equatable {
        let time: Int64
        let instance: Int
        /// Whether it died; else it was stopped.
        let isCrash: Bool
    }

    /// The sessions, by number.
    fileprivate(set) var sessions: [SessionDigest]
    /// What was injected, in order, grouped by instant and kind.
    fileprivate(set) var faults: [InjectedFault] = []
    /// The ends of servers, in order, those after the liveness phase left out.
    fileprivate(set) var serverEnds: [ServerEnd] = []
    /// When the liveness phase began; nil if it did not.
    fileprivate(set) var healed: Int64?
    /// The time of the last fact.
    let end: Int64

    /// Reads a history.
    init(_ history: History) {
        end = history.facts.last?.time ?? 0
        sessions = history.sessions.keys.enumerated().map {
            SessionDigest(number: $0.offset + 1, key: $0.element)
        }
        var reader = HistoryDigestReader(sessionCount: sessions.count)
        for (position, fact) in history.facts.enumerated() {
            reader.read(fact, at: position, into: &self)
        }
        for index in sessions.indices {
            sessions[index].requests.sort { left, right in
                (left.sequence == 0 ? .max : left.sequence)
                    < (right.sequence == 0 ? .max : right.sequence)
            }
            for request in sessions[index].requests.indices {
                sessions[index].requests[request].cutOffAttempts(serverEnds: serverEnds)
            }
            sessions[index].findRedeliveries(serverEnds: serverEnds)
        }
    }

    /// All redeliveries, in order of time.
    var redeliveries: [(session: SessionDigest, redelivery: Redelivery)] {
        sessions.flatMap { session in session.redeliveries.map { (session, $0) } }
            .sorted { ($0.1.claimed, $0.0.number) < ($1.1.claimed, $1.0.number) }
    }

    /// When something last happened that a report tells of.
    var lastHappening: Int64 {
        let requests = sessions.flatMap(\.requests)
        let instants: [Int64?] =
            requests.flatMap { [$0.sent, $0.received, $0.completed] }
            + faults.map(\.time) + serverEnds.map(\.time)
        return instants.compactMap(\.self).max() ?? end
    }

    /// The sessions with most to tell, the most first; never more than `limit`, and one as an example
    /// if there is nothing special to tell of any.
    func tellingSessions(limit: Int) -> [SessionDigest] {
        let ranked = sessions.filter { !$0.requests.isEmpty }
            .sorted { ($1.interest, $0.number) < ($0.interest, $1.number) }
        let telling = ranked.filter { $0.interest > 0 }
        return Array((telling.isEmpty ? ranked.prefix(1) : telling.prefix(limit)))
    }
}

/// Reads facts one by one; knows where the request of each is kept.
private struct HistoryDigestReader {
    private var places: [[String: Int]]
    private var bySequence: [[Int: Int]]
    private var hasEnded = false

    init(sessionCount: Int) {
        places = Array(repeating: [:], count: sessionCount)
        bySequence = Array(repeating: [:], count: sessionCount)
    }

    mutating func read(_ fact: Fact, at position: Int, into digest: inout HistoryDigest) {
        if fact.session.isNone {
            readHost(fact, into: &digest)
            return
        }
        let session = fact.session.index - 1
        guard digest.sessions.indices.contains(session) else { return }
        if fact.kind == .faultInjected { noteFault(fact, in: &digest) }
        readConnection(fact, into: &digest.sessions[session])
        guard let index = place(of: fact, in: &digest.sessions[session]) else { return }
        digest.sessions[session].requests[index].note(fact, at: position)
        if fact.kind == .eventAppended { bySequence[session][fact.sequence] = index }
    }

    private mutating func readHost(_ fact: Fact, into digest: inout HistoryDigest) {
        switch fact.kind {
        case .faultInjected: noteFault(fact, in: &digest)
        case .phaseChanged:
            if fact.phase == .liveness { digest.healed = fact.time }
            if fact.phase == .stopped { hasEnded = true }
        case .serverCrashed, .serverStopped:
            guard !hasEnded else { return }
            digest.serverEnds.append(
                .init(
                    time: fact.time,
                    instance: fact.instance,
                    isCrash: fact.kind == .serverCrashed
                )
            )
        default: break
        }
    }

    private func noteFault(_ fact: Fact, in digest: inout HistoryDigest) {
        let session = fact.session.isNone ? [] : [fact.session.index]
        let hasEffect = !InjectedFault.isWithoutEffect(fact)
        if hasEffect, let index = session.first { digest.sessions[index - 1].faultCount += 1 }
        if let last = digest.faults.last, last.time == fact.time, last.kind == fact.fault,
            last.note == fact.note, last.instance == fact.instance
        {
            if last.sessions.last != session.first {
                digest.faults[digest.faults.count - 1].sessions += session
            }
        } else {
            digest.faults.append(
                InjectedFault(
                    time: fact.time,
                    kind: fact.fault ?? "fault",
                    note: fact.note,
                    instance: fact.instance,
                    sessions: session
                )
            )
        }
    }

    private func readConnection(_ fact: Fact, into session: inout SessionDigest) {
        switch fact.kind {
        case .connectionOpened:
            session.connections[fact.connection] = ConnectionDigest(opened: fact.time)
        case .connectionClosed, .clientDisconnected:
            if fact.kind == .clientDisconnected, !hasEnded { session.disconnectCount += 1 }
            if session.connections[fact.connection]?.ended == nil {
                session.connections[fact.connection]?.ended = fact.time
            }
        default: break
        }
    }

    /// Where the request of a fact is kept; nil for a fact that is of none.
    private mutating func place(of fact: Fact, in session: inout SessionDigest) -> Int? {
        let number = session.number - 1
        guard !fact.request.isEmpty else {
            return fact.kind == .checkpointCommitted ? bySequence[number][fact.sequence] : nil
        }
        if let index = places[number][fact.request] { return index }
        let begins =
            (fact.kind == .clientSent && fact.frame == .message) || fact.kind == .eventAppended
        guard begins else { return nil }
        session.requests.append(RequestDigest(request: fact.request))
        places[number][fact.request] = session.requests.count - 1
        return session.requests.count - 1
    }
}
