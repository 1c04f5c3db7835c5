package import Histories

/// Checks that a request is answered in the time that its own session takes, whatever the others do.
///
/// The time runs from the request's turn to the first hand-over of its terminal frame. Attempts and
/// back-offs count as far as they lie in it, an attempt for no longer than the agent timeout. Once
/// the outcome is committed, the time in which the client is out of reach is its own: no connection
/// that may get the frame is open and has room, or a later request that another server is at work on
/// keeps the lease. An effect that was given back waits for the runner's next poll (FR-020); that
/// counts as a back-off. So does the queue interval after which a server asks again for a lease that
/// another one holds when it is the request's turn, as in `latency.accepted`, or has while the client
/// is elsewhere.
package struct IsolationProgress: Checker {
    package static let invariant = Invariant(
        "isolation.progress",
        "From the later of a request's acceptance and its predecessor's completion to the hand-over "
            + "of its terminal frame on an open connection it takes at most its attempts' agent "
            + "time, back-offs, agent timeouts, store time and 100 ms, unless a host, store, clock "
            + "or network-wide fault excuses it; what other sessions suffer does not count.",
        specification: ["FR-010"]
    )
    package static let interests: [FactKind] = [
        .eventAppended, .agentInvoked, .agentFinished, .agentFailed, .agentAbandoned,
        .effectCreated, .effectClaimed, .effectReleased, .effectCompleted, .effectFailed,
        .terminalSent, .phaseChanged,
    ]
    package static let needs: [FactKind] = [
        .eventAppended, .agentInvoked, .effectCreated, .effectCompleted, .terminalSent,
        .connectionOpened, .storeCalled, .storeReturned,
    ]

    package static func explanations(with settings: HistorySettings) -> [FactKind] {
        [
            .agentFinished, .agentFailed, .agentAbandoned, .effectReleased, .connectionClosed,
            .sendBlocked, .serverStarted, .serverCrashed, .faultInjected, .faultHealed,
        ] + (settings.instances > 1 ? [.leaseTaken] : [])
    }

    /// What is allowed beyond the terms that are observed, in nanoseconds.
    private static let allowance: Int64 = 100_000_000

    private let settings: HistorySettings
    /// The requests whose terminal frame was never handed over, in the order of their seq.
    private var turns = NumberMap<[OpenTurn]>([])

    package init(_ context: CheckContext) { settings = context.settings }

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        switch fact.kind {
        case .eventAppended: accept(fact, ledger.session(fact.session))
        case .agentInvoked: change(fact) { $0.attempt(fact) }
        case .agentFinished, .agentFailed, .agentAbandoned:
            change(fact) { [settings] in $0.endAttempt(fact, settings) }
        case .effectCreated:
            let session = ledger.session(fact.session)
            change(fact) { $0.commit(fact, session) }
        case .effectClaimed: change(fact) { $0.claim(fact) }
        case .effectReleased: change(fact) { [settings] in $0.release(fact, settings) }
        case .effectCompleted, .effectFailed: settle(fact, ledger.session(fact.session))
        case .terminalSent: end(fact, ledger, &findings)
        default: if fact.phase == .stopped { compareRest(fact, ledger, &findings) }
        }
    }

    private mutating func change(_ fact: Fact, _ body: (inout OpenTurn) -> Void) {
        let index = turns[fact.session].firstIndex { $0.sequence == fact.sequence }
        if let index { body(&turns[fact.session][index]) }
    }

    private mutating func accept(_ fact: Fact, _ session: SessionRecord) {
        var turn = OpenTurn(fact)
        // A predecessor that the ledger has forgotten is settled.
        let previous = session.request(sequence: fact.sequence - 1)
        if previous?.isSettled ?? true { turn.begin(fact, session, settings) }
        turns[fact.session].append(turn)
    }

    /// The effect of a request is done with: the next one's turn has come.
    private mutating func settle(_ fact: Fact, _ session: SessionRecord) {
        guard !turns[fact.session].isEmpty, let effect = session.effect(fact.effect) else { return }
        turns[fact.session].removeAll { $0.sequence == effect.sequence }
        let next = turns[fact.session].firstIndex { $0.sequence == effect.sequence + 1 }
        if let next, turns[fact.session][next].start == nil {
            turns[fact.session][next].begin(fact, session, settings)
        }
    }

    private mutating func end(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard let index = turns[fact.session].firstIndex(where: { $0.request == fact.request })
        else { return }
        let turn = turns[fact.session].remove(at: index)
        compare(turn, fact, ledger.session(fact.session), ledger, &findings)
    }

    private mutating func compareRest(
        _ end: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        for index in turns.indices {
            let session = ledger.session(SessionNumber(index))
            for turn in turns[index] { compare(turn, end, session, ledger, &findings) }
        }
        turns = NumberMap([])
    }

    private func compare(
        _ turn: OpenTurn,
        _ end: Fact,
        _ session: SessionRecord,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        guard let start = turn.start,
            let explanation = turn.explanation(at: end, session, settings),
            let request = session.request(turn.request), !ledger.excuses(request)
        else { return }
        let elapsed = end.time - start.time
        guard elapsed > explanation.sum + Self.allowance else {
            // What was never handed over has broken nothing yet, and kept nothing either.
            if end.kind == .terminalSent { findings.compared() }
            return
        }
        findings.violated(
            words(turn, start, end, explanation),
            first: start,
            conflicting: end,
            session: session.number
        )
    }

    private func words(
        _ turn: OpenTurn,
        _ start: Fact,
        _ end: Fact,
        _ explanation: OpenTurn.Explanation
    ) -> String {
        let outcome =
            end.kind == .terminalSent
            ? "was answered \(Phrase.at(end))" : "is not answered \(Phrase.at(end))"
        let cause =
            switch start.kind {
            case .eventAppended: "it was accepted"
            case .effectFailed: "the response to \(Phrase.request(start)) was given up"
            default: "the response to \(Phrase.request(start)) was completed"
            }
        let away =
            explanation.unreachable == 0
            ? "" : ", the client's being out of reach \(Phrase.seconds(explanation.unreachable))"
        return "request \(turn.request) \(outcome), \(Phrase.seconds(end.time - start.time)) after "
            + "\(cause); its attempts explain \(Phrase.seconds(explanation.attempts)), back-offs "
            + "\(Phrase.seconds(explanation.backOffs)), the store "
            + "\(Phrase.seconds(explanation.store))\(away), and "
            + "\(Phrase.seconds(Self.allowance)) more is allowed"
    }
}
