import Histories

/// The cancels of accepted requests whose outcome is not committed.
///
/// One binds if a committing call is made after it: then the outcome must be `cancelled`. Where
/// another server than the one at which it arrived works on the session, that one learns of it from
/// the store: it binds once it can have been stored and swept, within store time, queue interval and
/// 100 ms.
///
/// In a run of the simulator, a cancel that arrives where the attempt runs also stops it: its outcome
/// is written at once; and none begins there once it has arrived. One that was stored binds the next
/// incarnation, too, after the same time; and one that arrives behind its message binds though that
/// is not accepted yet. A server elsewhere may let the agent come to its end, and forget.
struct Cancels {
    private static let allowance: Int64 = 100_000_000

    private struct Cancel {
        let arrived: Fact
        let sequence: Int
        let storeTimeBefore: Int64
        /// Whether the attempt ran at the instance at which it arrived, and no commit was tried yet.
        var isToStop: Bool
        var isBinding = false
        /// The last call by which it was to be stored, and whether one has returned.
        var call = 0
        var isStored = false
    }

    private let settings: HistorySettings
    private let isSimulated: Bool
    /// Whether the history tells of store calls at all.
    private var hasCalls = false
    private var open = NumberMap<[Cancel]>([])
    /// How many there are, so that most store calls cost one comparison.
    private var count = 0
    /// The messages of each session that have arrived and are not accepted.
    private var messages = NumberMap<[Fact]>([])
    /// The cancels of such.
    private var early = NumberMap<[Fact]>([])
    /// The requests of each session for which a cancel has arrived, until their outcome is committed.
    private var asked = NumberMap<[String]>([])

    init(_ context: CheckContext) {
        settings = context.settings
        isSimulated = context.header.isSimulated
    }

    /// Takes note of a frame.
    mutating func arrive(_ fact: Fact, _ ledger: Ledger) {
        let session = ledger.session(fact.session)
        switch fact.frame {
        case .message:
            if !session.accepted.contains(fact.request) { messages[fact.session].append(fact) }
        case .cancel: cancel(fact, session)
        default: break
        }
    }

    /// Takes note that a request is accepted.
    mutating func accept(_ fact: Fact, _ ledger: Ledger) {
        messages[fact.session].removeAll { $0.request == fact.request }
        guard !early[fact.session].isEmpty else { return }
        for cancel in early[fact.session]
        where cancel.request == fact.request && Self.isSameLife(cancel, fact) {
            hold(cancel, of: fact.sequence, in: ledger.session(fact.session), isToStop: false)
        }
        early[fact.session].removeAll { $0.request == fact.request }
    }

    private static func isSameLife(_ left: Fact, _ right: Fact) -> Bool {
        left.instance == right.instance && left.incarnation == right.incarnation
    }

    /// Takes note of a cancel; one of an unknown or answered request means nothing.
    private mutating func cancel(_ fact: Fact, _ session: SessionRecord) {
        if !asked[fact.session].contains(fact.request) { asked[fact.session].append(fact.request) }
        let isExpected = messages[fact.session].contains {
            $0.request == fact.request && Self.isSameLife($0, fact)
        }
        if isExpected, isSimulated { early[fact.session].append(fact) }
        guard let request = session.request(fact.request), !request.isCommitted else { return }
        let attempt = session.runningAttempt(of: request.sequence, at: fact.instance)
        hold(
            fact,
            of: request.sequence,
            in: session,
            isToStop: isSimulated && attempt != nil
        )
    }

    private mutating func hold(
        _ cancel: Fact,
        of sequence: Int,
        in session: SessionRecord,
        isToStop: Bool
    ) {
        open[session.number].append(
            Cancel(
                arrived: cancel,
                sequence: sequence,
                storeTimeBefore: session.storeTime.total(at: cancel.time),
                isToStop: isToStop
            )
        )
        count += 1
    }

    /// Compares the begin of an attempt; a cancel of the same instant may come too late for it.
    func begin(_ fact: Fact, _ findings: inout Findings) {
        guard count > 0, isSimulated else { return }
        let cancel = open[fact.session].first {
            $0.sequence == fact.sequence && Self.isSameLife($0.arrived, fact)
                && $0.arrived.time < fact.time
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
        guard count > 0 else { return }
        if fact.operation == "cancel" { store(fact) }
        guard fact.operation == "commit" else { return }
        for index in open[fact.session].indices
        where open[fact.session][index].sequence == fact.sequence {
            let cancel = open[fact.session][index]
            open[fact.session][index].isBinding = isKnown(cancel, to: fact, ledger)
            if cancel.isToStop { compareStop(cancel.arrived, fact, ledger, &findings) }
            open[fact.session][index].isToStop = false
        }
    }

    private mutating func store(_ call: Fact) {
        for index in open[call.session].indices {
            let arrived = open[call.session][index].arrived
            guard arrived.request == call.request, arrived.instance == call.instance else {
                continue
            }
            open[call.session][index].call = call.call
        }
    }

    /// Takes note that a store call has returned.
    mutating func callReturns(_ fact: Fact) {
        guard count > 0, fact.operation == "cancel" else { return }
        for index in open[fact.session].indices
        where open[fact.session][index].call == fact.call {
            open[fact.session][index].isStored = isSimulated
        }
    }

    private func compareStop(
        _ cancel: Fact,
        _ call: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        // A process that stalled, or lost the session meanwhile, could not write it.
        let hasStalled = ledger.host(cancel.instance).hasStalled(since: cancel.time)
        let lease = ledger.session(cancel.session).lease
        guard call.time - cancel.time > Self.allowance, !hasStalled,
            call.instance == cancel.instance, lease.map({ $0.step < cancel.step }) ?? true
        else { return findings.compared() }
        findings.violated(
            "request \(cancel.request) was cancelled \(Phrase.at(cancel)) while the agent was at "
                + "work on it; its outcome was written only \(Phrase.at(call)), after "
                + Phrase.seconds(call.time - cancel.time),
            first: cancel,
            conflicting: call
        )
    }

    private func isKnown(_ cancel: Cancel, to call: Fact, _ ledger: Ledger) -> Bool {
        if Self.isSameLife(cancel.arrived, call) { return true }
        let store =
            ledger.session(call.session).storeTime.total(at: call.time) - cancel.storeTimeBefore
        return call.time - cancel.arrived.time
            >= store + settings.queueInterval + Self.allowance
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
            remove(SessionNumber(index)) { $0.arrived.instance == fact.instance && !$0.isStored }
            for place in open[index].indices
            where open[index][place].arrived.instance == fact.instance {
                open[index][place].isToStop = false
                open[index][place].isBinding = false
            }
        }
    }

    /// Compares an outcome that is `cancelled` with what clients asked for.
    private mutating func compareReason(_ fact: Fact, _ findings: inout Findings) {
        let index = asked[fact.session].firstIndex(of: fact.request)
        if let index { asked[fact.session].remove(at: index) }
        guard fact.frame == .cancelled, index == nil, !fact.request.isEmpty else { return }
        findings.violated(
            "request \(fact.request) ended in cancelled \(Phrase.at(fact)), though no cancel of it "
                + "had arrived",
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
