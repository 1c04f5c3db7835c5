import Histories

/// What a request may take its time over once it is its turn: its attempts, the back-offs between
/// them, its session's store calls, and the client's being out of reach.
struct OpenTurn {
    /// A stretch of time that counts for the request; while it lasts, it has no end.
    private struct Stretch {
        let start: Int64
        var end: Int64?

        /// How much of it lies between two times.
        func overlap(from start: Int64, to end: Int64) -> Int64 {
            max(0, min(self.end ?? end, end) - max(self.start, start))
        }
    }

    let request: String
    let sequence: Int
    /// The instance that has accepted it.
    private let acceptor: Int
    /// What made it the request's turn: its acceptance, or the end of the predecessor's effect.
    private(set) var start: Fact?
    private var attempts: [Stretch] = []
    private var backOffs: [Stretch] = []
    private var invoked: Fact?
    /// How many attempts have failed in the incarnation of the last one.
    private var failures = 0
    private var created: Fact?
    private var storeTimeBefore: Int64 = 0
    private var unreachableBefore: Int64 = 0
    private var astrayBefore: Int64 = 0
    private var strayCountBefore = 0

    init(_ accepted: Fact) {
        request = accepted.request
        sequence = accepted.sequence
        acceptor = accepted.instance
    }

    /// Takes note that nothing earlier is left to deliver.
    ///
    /// Where another server holds the lease by then, the one that has accepted the request asks for the
    /// lease at each queue interval, if the other one does not find the event before; that counts as a
    /// back-off.
    mutating func begin(_ fact: Fact, _ session: SessionRecord, _ settings: HistorySettings) {
        start = fact
        let holder = session.lease?.instance ?? acceptor
        if holder != acceptor, attempts.isEmpty, created == nil {
            backOffs.append(Stretch(start: fact.time, end: fact.time + settings.queueInterval))
        }
        storeTimeBefore = session.storeTime.total(at: fact.time)
        if created != nil { note(session, at: fact.time) }
    }

    /// Takes note that its outcome is committed: from now on it needs a connection.
    mutating func commit(_ fact: Fact, _ session: SessionRecord) {
        created = fact
        note(session, at: fact.time)
    }

    /// Takes note of where the client is, and has been.
    private mutating func note(_ session: SessionRecord, at time: Int64) {
        unreachableBefore = session.unreachable.total(at: time)
        astrayBefore = session.astray.total(at: time)
        // A time that lasts is one to come.
        strayCountBefore = session.strayCount - session.astray.current
    }

    /// Takes note that an attempt begins.
    mutating func attempt(_ fact: Fact) {
        endWait(fact)
        if invoked?.instance != fact.instance || invoked?.incarnation != fact.incarnation {
            failures = 0
        }
        invoked = fact
        attempts.append(Stretch(start: fact.time))
    }

    /// Takes note that the attempt has ended: nothing counts beyond the agent timeout, and if the
    /// attempt failed, the back-off does.
    mutating func endAttempt(_ fact: Fact, _ settings: HistorySettings) {
        guard let last = attempts.indices.last, attempts[last].end == nil, let invoked else {
            return
        }
        let timeout = invoked.time + settings.agentTimeout
        attempts[last].end = min(fact.time, timeout)
        guard fact.kind == .agentFailed || fact.kind == .agentAbandoned && fact.time >= timeout
        else { return }
        failures += 1
        guard failures < settings.maximumAttempts else { return }
        let wait = settings.retryDelay << Int64(min(failures - 1, 20))
        backOffs.append(Stretch(start: fact.time, end: fact.time + wait))
    }

    /// Takes note that its effect is given back: it waits for the next poll.
    mutating func release(_ fact: Fact, _ settings: HistorySettings) {
        backOffs.append(Stretch(start: fact.time, end: fact.time + settings.pollInterval))
    }

    /// Takes note that its effect is claimed.
    mutating func claim(_ fact: Fact) { endWait(fact) }

    private mutating func endWait(_ fact: Fact) {
        guard let last = backOffs.indices.last else { return }
        backOffs[last].end = min(backOffs[last].end ?? fact.time, fact.time)
    }

    /// What may have taken the time from its turn until now, in nanoseconds.
    struct Explanation {
        var attempts: Int64 = 0
        var backOffs: Int64 = 0
        var store: Int64 = 0
        var unreachable: Int64 = 0

        var sum: Int64 { attempts + backOffs + store + unreachable }
    }

    /// Returns what explains the time from its turn until a fact; nil before its turn.
    ///
    /// Since its outcome was committed, a server that the client comes to, or is at, while another one has
    /// the lease asks for the lease at each queue interval.
    func explanation(
        at fact: Fact,
        _ session: SessionRecord,
        _ settings: HistorySettings
    ) -> Explanation? {
        guard let start else { return nil }
        let now = fact.time
        var explanation = Explanation()
        for attempt in attempts {
            let end = attempt.end ?? attempt.start + settings.agentTimeout
            explanation.attempts += Stretch(start: attempt.start, end: end)
                .overlap(from: start.time, to: now)
        }
        for backOff in backOffs {
            explanation.backOffs += backOff.overlap(from: start.time, to: now)
        }
        explanation.store = session.storeTime.total(at: now) - storeTimeBefore
        if created != nil {
            explanation.unreachable = session.unreachable.total(at: now) - unreachableBefore
            let visits = Int64(session.strayCount - strayCountBefore)
            explanation.backOffs += min(
                session.astray.total(at: now) - astrayBefore,
                visits * settings.queueInterval
            )
        }
        return explanation
    }
}
