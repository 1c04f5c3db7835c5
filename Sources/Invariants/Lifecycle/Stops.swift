import Histories

/// Graceful stops: each finishes or releases what its server holds.
///
/// Until a limit (`stopLimit` of the server's configuration, which no scenario changes) it lets
/// running attempts go on and their answers be committed, and then deliveries, before it closes their
/// connections; at its end no effect is left executing.
/// It does not wait where nothing is at work. What a store refuses meanwhile, it cannot write, but asks
/// for again while it has time.
///
/// A history from elsewhere is of a server with another limit.
struct Stops {
    /// How long running attempts may go on.
    static let limit: Int64 = 10_000_000_000
    private static let cancelLimit = 16
    private static let allowance: Int64 = 100_000_000
    /// The calls that a server makes all the time.
    private static let background: Set<String> = ["sweep", "poll", "renew-leases", "unprocessed"]
    /// The calls that a client's frame or the end of the stop brings about.
    private static let ofClients: Set<String?> = ["append", "cancel", "release-leases"]
    /// The calls without which work is done a second time.
    private static let outcomes: Set<String?> = ["commit", "complete"]

    private struct Stop {
        let begun: Fact
        let instance: Int
        var hasRefusal = false
        /// What the server did last.
        var last: Fact
        /// The calls made since that have not ended, and when they were made.
        var calls: [Int: Int64] = [:]
        /// Whether a call took so long that what follows it comes late.
        var hasSlowCall = false
        /// Whether a call was refused that was made when the time for calls was over.
        var hasLateRefusal = false
        /// Whether it was found waiting for nothing.
        var hasWaited = false

        /// When nothing may be done any more but what was begun.
        var end: Int64 { begun.time + 2 * Stops.limit + Stops.allowance }

        /// A stop waits also for those that are on their way, if they take long.
        mutating func recordBackground(_ fact: Fact) {
            guard fact.kind != .storeCalled else { return calls[fact.call] = fact.time }
            let called = calls.removeValue(forKey: fact.call) ?? begun.time
            if fact.time - called > Stops.allowance / 2 { last = fact }
        }

        mutating func endCall(_ fact: Fact) {
            let called = calls.removeValue(forKey: fact.call) ?? begun.time
            if fact.time - called > Stops.allowance { hasSlowCall = true }
            guard fact.kind == .storeRefused else { return }
            hasRefusal = true
            if called > end { hasLateRefusal = true }
        }
    }

    private let isKnown: Bool
    private let settings: HistorySettings
    private var open: [Stop] = []
    /// How many calls of each instance have not ended, those included that were made before a stop.
    private var callsInFlight = NumberMap(0)
    /// When the store last refused a call of each instance, which is repeated after the retry delay.
    private var refusals: [Int: Int64] = [:]
    /// The outcomes that the store has refused to write, and nobody has asked for again.
    private var unwritten: [StoreWork: Fact] = [:]
    /// The last requests of each session whose clients wanted them stopped.
    private var cancelled = NumberMap<[String]>([])

    init(_ context: CheckContext) {
        isKnown = context.header.isSimulated
        settings = context.settings
    }

    /// Takes note that servers are asked to stop: one, or all that run.
    mutating func begin(_ fact: Fact, instances: Range<Int>, _ ledger: Ledger) {
        guard isKnown else { return }
        for instance in instances
        where ledger.host(instance).incarnation != 0 && stop(of: instance) == nil {
            let refused = refusals[instance].map { $0 + settings.retryDelay >= fact.time }
            open.append(
                Stop(begun: fact, instance: instance, hasRefusal: refused ?? false, last: fact)
            )
        }
    }

    /// Takes note of a cancel.
    mutating func cancel(_ fact: Fact) {
        var requests = cancelled[fact.session]
        requests.append(fact.request)
        cancelled[fact.session] = requests.suffix(Self.cancelLimit)
    }

    /// Takes something that a server does, and compares how long it has done nothing before.
    ///
    /// How long the process lives on when all that is done is the agents' affair: one that was given up
    /// may take its time to notice.
    mutating func work(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        // Afterwards: until it has ended, a call is what the server waits for.
        defer { count(fact) }
        guard !open.isEmpty, let index = stop(of: fact.instance) else { return }
        guard !Self.background.contains(fact.operation ?? "") else {
            return open[index].recordBackground(fact)
        }
        compareWait(index, fact, ledger, &findings)
        compareLength(open[index], fact, ledger, &findings)
        open[index].last = fact
        switch fact.kind {
        case .storeCalled: open[index].calls[fact.call] = fact.time
        case .storeReturned, .storeRefused: open[index].endCall(fact)
        default: break
        }
    }

    private mutating func count(_ fact: Fact) {
        switch fact.kind {
        case .storeCalled:
            callsInFlight[fact.instance] += 1
            if !unwritten.isEmpty, let work = StoreWork(fact) { unwritten[work] = nil }
        case .storeReturned: callsInFlight[fact.instance] -= 1
        case .storeRefused:
            callsInFlight[fact.instance] -= 1
            refusals[fact.instance] = fact.time
            if Self.outcomes.contains(fact.operation), let work = StoreWork(fact) {
                unwritten[work] = fact
            }
        default: break
        }
    }

    /// Compares when a terminal frame is handed over.
    func hand(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard !open.isEmpty, let index = stop(of: fact.instance) else { return }
        compareLength(open[index], fact, ledger, &findings)
    }

    /// Compares an attempt that the server has given up.
    func abandon(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard let index = stop(of: fact.instance) else { return }
        let attempt = ledger.session(fact.session)
            .runningAttempt(of: fact.sequence, at: fact.instance)
        guard let attempt, fact.time - open[index].begun.time < Self.limit,
            fact.time - attempt.invoked.time < settings.agentTimeout,
            !mayBeLost(attempt.lease, ledger, at: fact.time),
            !cancelled[fact.session].contains(attempt.invoked.request)
        else { return findings.compared() }
        findings.violated(
            "the attempt of \(Phrase.request(attempt.invoked)) was given up \(Phrase.at(fact)), "
                + "\(Phrase.seconds(fact.time - open[index].begun.time)) after instance "
                + "\(fact.instance) was asked to stop; it had \(Phrase.seconds(Self.limit))",
            first: open[index].begun,
            conflicting: fact
        )
    }

    /// Compares the closing of a connection with what is being delivered to its session.
    func close(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard fact.code == 1001, let index = stop(of: fact.instance) else { return }
        let session = ledger.session(fact.session)
        let stop = open[index]
        guard let claim = session.execution, claim.instance == fact.instance,
            claim.incarnation == fact.incarnation, !stop.hasRefusal, !stop.hasSlowCall,
            !hasStalled(stop, ledger),
            !mayBeLost(session.leases[fact.instance], ledger, at: fact.time)
        else { return findings.compared() }
        findings.violated(
            "instance \(stop.instance), asked to stop \(Phrase.at(stop.begun)), closed connection "
                + "\(fact.connection) \(Phrase.at(fact)), in the middle of the delivery of the "
                + "response to \(Phrase.request(claim)), claimed \(Phrase.at(claim))",
            first: claim,
            conflicting: fact
        )
    }

    /// Compares an effect that is given back: its client had time to acknowledge it.
    func release(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard let index = stop(of: fact.instance) else { return }
        let session = ledger.session(fact.session)
        let stop = open[index]
        guard let claim = session.execution, claim.effect == fact.effect,
            claim.instance == fact.instance, claim.incarnation == fact.incarnation,
            let asked = session.effectCall(of: fact.instance),
            asked - stop.begun.time < Self.limit,
            asked - claim.time < settings.acknowledgementTimeout, settings.acknowledgements,
            session.hasConnection(at: claim), !stop.hasRefusal, !hasStalled(stop, ledger),
            !mayBeLost(session.leases[fact.instance], ledger, at: asked)
        else { return findings.compared() }
        findings.violated(
            "instance \(stop.instance), asked to stop \(Phrase.at(stop.begun)), gave the response to "
                + "\(Phrase.request(claim)) back \(Phrase.at(fact)), claimed \(Phrase.at(claim)); its "
                + "client had \(Phrase.seconds(settings.acknowledgementTimeout)) to acknowledge it",
            first: claim,
            conflicting: fact
        )
    }

    /// Compares what is left as an incarnation ends.
    mutating func end(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        callsInFlight[fact.instance] = 0
        let givenUp = unwritten.values.filter { $0.instance == fact.instance }
            .sorted { $0.step < $1.step }
        unwritten = unwritten.filter { $0.key.instance != fact.instance }
        guard let index = stop(of: fact.instance) else { return }
        let stop = open.remove(at: index)
        guard fact.kind == .serverStopped else { return }
        for refused in givenUp { compareGivenUp(refused, stop, fact, ledger, &findings) }
        guard !stop.hasRefusal else { return }
        for session in ledger.sessions {
            compareExecution(of: session, fact, &findings)
            compareAnswer(of: session, fact, ledger, &findings)
        }
    }

    private mutating func compareWait(
        _ index: Int,
        _ fact: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        let stop = open[index]
        let wait = fact.time - stop.last.time
        guard wait > Self.allowance + settings.queueInterval, !stop.hasRefusal, !stop.hasWaited,
            !isAtWork(stop, ledger), !hasStalled(stop, ledger)
        else { return findings.compared() }
        open[index].hasWaited = true
        findings.violated(
            "instance \(stop.instance), asked to stop \(Phrase.at(stop.begun)), waited from "
                + "\(Phrase.seconds(stop.last.time)) to \(Phrase.seconds(fact.time)) for nothing",
            first: stop.last,
            conflicting: fact
        )
    }

    /// Attempts have one limit, and deliveries a second one after that.
    ///
    /// No call is repeated afterwards to a store that refuses it.
    private func compareLength(
        _ stop: Stop,
        _ fact: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        let (deed, limit): (String, Int64)
        switch fact.kind {
        case .agentFinished, .agentFailed, .agentAbandoned:
            (deed, limit) = ("an attempt", Self.limit)
        case .terminalSent where !stop.hasSlowCall:
            (deed, limit) = ("deliveries", 2 * Self.limit)
        case .storeCalled where fact.operation == "release" && !stop.hasSlowCall:
            (deed, limit) = ("a delivery", 2 * Self.limit)
        case .storeCalled where stop.hasLateRefusal && !Self.ofClients.contains(fact.operation):
            (deed, limit) = ("calls to its store", 2 * Self.limit)
        default: return
        }
        let duration = fact.time - stop.begun.time
        guard duration > limit + Self.allowance, !hasStalled(stop, ledger) else {
            return findings.compared()
        }
        findings.violated(
            "instance \(stop.instance) let \(deed) go on until \(Phrase.seconds(fact.time)), "
                + "\(Phrase.seconds(duration)) after it was asked to stop; it had "
                + Phrase.seconds(limit),
            first: stop.begun,
            conflicting: fact
        )
    }

    private func isAtWork(_ stop: Stop, _ ledger: Ledger) -> Bool {
        callsInFlight[stop.instance] > 0
            || ledger.sessions.contains { session in
                session.execution?.instance == stop.instance
                    || session.storeTime.isOpen(at: stop.instance)
                    || session.attempts.contains { attempt in
                        attempt.isRunning && attempt.invoked.instance == stop.instance
                    }
            }
    }

    private func hasStalled(_ stop: Stop, _ ledger: Ledger) -> Bool {
        ledger.host(stop.instance).hasStalled(since: stop.begun.time)
    }

    /// Compares an outcome that the store has refused and that was never asked for again: it had time
    /// for that at least until the limit of the attempts.
    ///
    /// The store refuses for good what is done under a lease that was lost, so the work must have begun
    /// under the session's last one.
    private func compareGivenUp(
        _ refused: Fact,
        _ stop: Stop,
        _ end: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        let session = ledger.session(refused.session)
        let work =
            refused.operation == "complete" ? session.execution : session.attempts.last?.invoked
        guard let operation = refused.operation, refused.incarnation == end.incarnation,
            let work, let lease = session.lease, lease.instance == stop.instance,
            lease.step < work.step, work.step < refused.step,
            refused.time + settings.retryDelay + Self.allowance < stop.begun.time + Self.limit,
            !hasStalled(stop, ledger),
            !mayBeLost(session.leases[stop.instance], ledger, at: end.time)
        else { return findings.compared() }
        findings.violated(
            "instance \(stop.instance), asked to stop \(Phrase.at(stop.begun)), stopped "
                + "\(Phrase.at(end)) without repeating \(operation), which the store had refused "
                + "\(Phrase.at(refused)); it had \(Phrase.seconds(Self.limit))",
            first: refused,
            conflicting: end,
            session: refused.session
        )
    }

    private func compareExecution(
        of session: SessionRecord,
        _ end: Fact,
        _ findings: inout Findings
    ) {
        guard let claim = session.execution, claim.instance == end.instance,
            claim.incarnation == end.incarnation
        else { return findings.compared() }
        findings.violated(
            "instance \(end.instance) stopped \(Phrase.at(end)) and left the effect of "
                + "\(Phrase.request(claim)) executing, which it had claimed \(Phrase.at(claim))",
            first: claim,
            conflicting: end,
            session: session.number
        )
    }

    private func compareAnswer(
        of session: SessionRecord,
        _ end: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        for attempt in session.attempts {
            guard let finished = attempt.ended, finished.kind == .agentFinished,
                finished.instance == end.instance, finished.incarnation == end.incarnation
            else { continue }
            guard attempt.invoked.sequence > session.checkpointSequence,
                finished.time - attempt.invoked.time < settings.agentTimeout,
                !mayBeLost(attempt.lease, ledger, at: finished.time)
            else {
                findings.compared()
                continue
            }
            findings.violated(
                "instance \(end.instance) stopped \(Phrase.at(end)) without committing the answer "
                    + "to \(Phrase.request(attempt.invoked)), finished \(Phrase.at(finished))",
                first: finished,
                conflicting: end,
                session: session.number
            )
        }
    }

    /// Whether the owner could take its lease for lost.
    private func mayBeLost(_ lease: LeaseRecord?, _ ledger: Ledger, at time: Int64) -> Bool {
        guard let lease, lease.takeOver == nil, !ledger.hasLapsed(lease) else { return true }
        return ledger.end(of: lease).map { $0 <= time } ?? true
    }

    private func stop(of instance: Int) -> Int? {
        open.firstIndex { $0.instance == instance }
    }
}

extension SessionRecord {
    /// Whether a connection is open that was open as an effect was claimed, at the same server.
    fileprivate func hasConnection(at claim: Fact) -> Bool {
        connections.contains { connection in
            connection.opened.map { $0.instance == claim.instance && $0.step < claim.step } ?? false
        }
    }
}
