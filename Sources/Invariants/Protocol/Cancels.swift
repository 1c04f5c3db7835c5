import Histories

/// The cancels of accepted requests whose outcome is not committed.
///
/// One binds if a committing call is made after it: then the outcome must be `cancelled`. Where
/// another server than the one at which it arrived works on the session, that one learns of it from
/// the store: it binds once it can have been stored and swept, within store time, queue interval and
/// 100 ms.
///
/// In a run of the simulator, a cancel that arrives where the attempt runs, or the next one is waited
/// for, also stops that: its outcome is written at once; and none begins there once it has arrived.
/// One that was stored binds the next incarnation, too, after the same time; and one that arrives
/// behind its message binds though that is not accepted yet. One that arrives ahead of its message
/// means nothing once the store has found no such request; and one that the store refuses is asked
/// for again. A server elsewhere may let the agent come to its end, remember, and forget.
struct Cancels {
    private static let allowance: Int64 = 100_000_000

    private struct Cancel {
        let arrived: Fact
        let sequence: Int
        let storeTimeBefore: Int64
        /// What it stops at once, until a commit is tried.
        var stops: Work?
        var isBinding = false
        /// The last call by which it was to be stored, and when that was refused.
        var call = 0
        var refused: Int64?
        /// When the first call returned.
        var stored: Int64?
    }

    /// A request for which a cancel has arrived, and the last call by which one was to be stored.
    private struct Asked {
        let request: String
        var call = 0
    }

    /// What the instance at which a cancel arrives does for its request.
    private enum Work: String {
        case attempt = "while the agent was at work on it"
        case backOff = "between two attempts at it"
    }

    private let settings: HistorySettings
    private let isSimulated: Bool
    /// Whether the history tells of store calls at all.
    private var hasCalls = false
    private var open = NumberMap<[Cancel]>([])
    /// How many there are, so that most store calls cost one comparison.
    private var count = 0
    /// The cancels of messages that have arrived and are not accepted.
    private var early = NumberMap<[Fact]>([])
    /// The requests of each session whose outcome may be `cancelled`, until it is committed.
    private var asked = NumberMap<[Asked]>([])

    init(_ context: CheckContext) {
        settings = context.settings
        isSimulated = context.header.isSimulated
    }

    /// Takes note that a request is accepted.
    mutating func accept(_ fact: Fact, _ ledger: Ledger) {
        guard !early[fact.session].isEmpty else { return }
        for cancel in early[fact.session]
        where cancel.request == fact.request && Self.isSameLife(cancel, fact) {
            hold(cancel, of: fact.sequence, in: ledger.session(fact.session), stopping: nil)
        }
        early[fact.session].removeAll { $0.request == fact.request }
    }

    private static func isSameLife(_ left: Fact, _ right: Fact) -> Bool {
        left.instance == right.instance && left.incarnation == right.incarnation
    }

    /// Takes note of a cancel; one of an unknown or answered request means nothing.
    mutating func arrive(_ fact: Fact, _ ledger: Ledger) {
        let session = ledger.session(fact.session)
        if !asked[fact.session].contains(where: { $0.request == fact.request }) {
            asked[fact.session].append(Asked(request: fact.request))
        }
        let isExpected = session.arrivals.contains {
            $0.request == fact.request && Self.isSameLife($0, fact)
        }
        if isExpected, isSimulated { early[fact.session].append(fact) }
        guard let request = session.request(fact.request), !request.isCommitted else { return }
        let work = work(on: request, at: fact, session)
        hold(fact, of: request.sequence, in: session, stopping: work)
    }

    private func work(
        on request: RequestRecord,
        at fact: Fact,
        _ session: SessionRecord
    ) -> Work? {
        let attempt = session.attempts.last {
            $0.invoked.sequence == request.sequence && Self.isSameLife($0.invoked, fact)
        }
        guard isSimulated, let attempt else { return nil }
        if attempt.isRunning { return .attempt }
        return attempt.ended?.kind == .agentFailed ? .backOff : nil
    }

    private mutating func hold(
        _ cancel: Fact,
        of sequence: Int,
        in session: SessionRecord,
        stopping work: Work?
    ) {
        open[session.number].append(
            Cancel(
                arrived: cancel,
                sequence: sequence,
                storeTimeBefore: session.storeTime.total(at: cancel.time),
                stops: work
            )
        )
        count += 1
    }

    /// Compares the begin of an attempt; a cancel of the same instant may come too late for it.
    ///
    /// One of an event that was accepted elsewhere is known here once it is stored and swept.
    func begin(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard count > 0, isSimulated else { return }
        let accepted = ledger.session(fact.session).request(sequence: fact.sequence)?.accepted
        let isOwn = accepted.map { Self.isSameLife($0, fact) } ?? false
        let cancel = open[fact.session].first { cancel in
            let known =
                isOwn
                ? cancel.arrived.time
                : cancel.stored.map { $0 + settings.queueInterval + Self.allowance } ?? .max
            return cancel.sequence == fact.sequence && Self.isSameLife(cancel.arrived, fact)
                && known < fact.time
        }
        guard let cancel else { return }
        findings.violated(
            "the agent was asked for request \(cancel.arrived.request) \(Phrase.at(fact)), though that "
                + "had been cancelled \(Phrase.at(cancel.arrived))",
            first: cancel.arrived,
            conflicting: fact
        )
    }

    /// Takes note of a store call; a committing one makes the cancels before it bind.
    mutating func call(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        hasCalls = true
        if fact.operation == "cancel" { store(fact) }
        guard count > 0, fact.operation == "commit" else { return }
        for index in open[fact.session].indices
        where open[fact.session][index].sequence == fact.sequence {
            let cancel = open[fact.session][index]
            open[fact.session][index].isBinding = isKnown(cancel, to: fact, ledger)
            if let work = cancel.stops { compareStop(cancel, of: work, fact, ledger, &findings) }
            open[fact.session][index].stops = nil
        }
    }

    private mutating func store(_ call: Fact) {
        for index in asked[call.session].indices
        where asked[call.session][index].request == call.request {
            asked[call.session][index].call = call.call
        }
        for index in open[call.session].indices {
            let arrived = open[call.session][index].arrived
            guard arrived.request == call.request, arrived.instance == call.instance else {
                continue
            }
            open[call.session][index].call = call.call
            open[call.session][index].refused = nil
        }
    }

    /// Takes note that a store call has returned, or was refused.
    mutating func callEnds(_ fact: Fact, _ ledger: Ledger) {
        guard fact.operation == "cancel" else { return }
        let isStored = fact.kind == .storeReturned
        if isStored, isSimulated { forgetUnknown(fact, ledger.session(fact.session)) }
        for index in open[fact.session].indices
        where open[fact.session][index].call == fact.call
            && open[fact.session][index].stored == nil
        {
            if isStored {
                open[fact.session][index].stored = fact.time
            } else {
                open[fact.session][index].refused = fact.time
            }
        }
    }

    /// Forgets a request of which there is no message yet, as the store has.
    private mutating func forgetUnknown(_ answer: Fact, _ session: SessionRecord) {
        asked[answer.session].removeAll { asked in
            asked.call == answer.call && !session.accepted.contains(asked.request)
                && !session.arrivals.contains { $0.request == asked.request }
        }
    }

    private func compareStop(
        _ cancel: Cancel,
        of work: Work,
        _ call: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        let arrived = cancel.arrived
        // A process that stalled, or lost the session meanwhile, could not write it.
        let hasStalled = ledger.host(arrived.instance).hasStalled(since: arrived.time)
        let session = ledger.session(arrived.session)
        guard let store = storeTime(since: cancel, of: work, until: call, ledger),
            call.time - arrived.time > store + Self.allowance, !hasStalled,
            call.instance == arrived.instance,
            session.lease.map({ $0.step < arrived.step }) ?? true
        else { return findings.compared() }
        findings.violated(
            "request \(arrived.request) was cancelled \(Phrase.at(arrived)) \(work.rawValue); its "
                + "outcome was written only \(Phrase.at(call)), after "
                + Phrase.seconds(call.time - arrived.time),
            first: arrived,
            conflicting: call
        )
    }

    /// The store time that explains why an outcome is not written at once.
    ///
    /// None while the agent is at work; else the conversation is read before. nil where waits for a
    /// store in trouble count, too.
    private func storeTime(
        since cancel: Cancel,
        of work: Work,
        until call: Fact,
        _ ledger: Ledger
    ) -> Int64? {
        guard work == .backOff else { return 0 }
        let request = ledger.session(call.session).request(sequence: cancel.sequence)
        guard let request, !ledger.excuses(request) else { return nil }
        return storeTime(since: cancel, until: call, ledger)
    }

    private func storeTime(since cancel: Cancel, until call: Fact, _ ledger: Ledger) -> Int64 {
        ledger.session(call.session).storeTime.total(at: call.time) - cancel.storeTimeBefore
    }

    private func isKnown(_ cancel: Cancel, to call: Fact, _ ledger: Ledger) -> Bool {
        if Self.isSameLife(cancel.arrived, call) { return true }
        guard cancel.call == 0 || cancel.stored != nil else {
            return isGivenUp(cancel, by: call, ledger)
        }
        return call.time - (cancel.stored ?? cancel.arrived.time)
            >= storeTime(since: cancel, until: call, ledger) + settings.queueInterval
            + Self.allowance
    }

    /// Whether a cancel that the store refused should have been repeated by now.
    private func isGivenUp(_ cancel: Cancel, by call: Fact, _ ledger: Ledger) -> Bool {
        guard isSimulated, let refused = cancel.refused else { return false }
        let host = ledger.host(cancel.arrived.instance)
        return !host.isStopping && ledger.phase != .stopped && !host.hasStalled(since: refused)
            && call.time - refused
                > settings.retryDelay + settings.queueInterval + Self.allowance
    }

    /// Compares an outcome, at its `effect-created`.
    mutating func commit(_ fact: Fact, _ findings: inout Findings) {
        compareReason(fact, &findings)
        guard count > 0 else { return }
        let cancels = open[fact.session].filter { $0.sequence == fact.sequence }
        guard let first = cancels.first else { return }
        remove(fact.session) { $0.sequence == fact.sequence }
        guard hasCalls else {
            return findings.doubted(
                "a request was cancelled, and the history does not tell when its outcome was written"
            )
        }
        guard let binding = cancels.first(where: \.isBinding), fact.frame != .cancelled else {
            if first.isBinding || fact.frame == .cancelled { findings.compared() }
            return
        }
        findings.violated(
            "request \(binding.arrived.request) was cancelled \(Phrase.at(binding.arrived)), and its "
                + "outcome, committed \(Phrase.at(fact)), is \(fact.frame?.rawValue ?? "unknown")",
            first: binding.arrived,
            conflicting: fact
        )
    }

    /// Takes note that an incarnation has ended: what it had been told and not stored may be lost.
    mutating func end(_ fact: Fact) {
        guard count > 0 else { return }
        for index in open.indices {
            remove(SessionNumber(index)) { [isSimulated] cancel in
                cancel.arrived.instance == fact.instance && !(isSimulated && cancel.stored != nil)
            }
            for place in open[index].indices
            where open[index][place].arrived.instance == fact.instance {
                open[index][place].stops = nil
                open[index][place].isBinding = false
            }
        }
    }

    /// Compares an outcome that is `cancelled` with what clients asked for.
    private mutating func compareReason(_ fact: Fact, _ findings: inout Findings) {
        let index = asked[fact.session].firstIndex { $0.request == fact.request }
        if let index { asked[fact.session].remove(at: index) }
        guard fact.frame == .cancelled, index == nil, !fact.request.isEmpty else { return }
        findings.violated(
            "request \(fact.request) ended in cancelled \(Phrase.at(fact)), though no cancel of it "
                + "had arrived that could mean it",
            conflicting: fact
        )
    }

    private mutating func remove(
        _ session: SessionNumber,
        where isMeant: (Cancel) -> Bool
    ) {
        let before = open[session].count
        open[session].removeAll(where: isMeant)
        count -= before - open[session].count
    }
}
