package import Histories

/// Checks that an effect is handed over only by the one execution that has claimed it.
package struct DeduplicationExecution: Checker {
    package static let invariant = Invariant(
        "deduplication.execution",
        "Every terminal frame is handed over between a claim of its effect and that claim's "
            + "completion or release; no two executions of one effect overlap, on any instance; "
            + "no effect is claimed for a session that is not connected; "
            + "who has lost the lease changes no effect and hands nothing over.",
        specification: ["SC-005"]
    )
    package static let interests: [FactKind] = [
        .effectClaimed, .effectCompleted, .effectReleased, .effectFailed, .terminalSent, .tokenSent,
        .connectionOpened, .socketReleased, .serverCrashed, .serverStopped,
    ]
    package static let needs: [FactKind] = [.effectClaimed, .terminalSent]

    package static func partialNeeds(with settings: HistorySettings) -> [PartialNeed] {
        [
            PartialNeed([.effectCompleted], for: "when executions end"),
            PartialNeed([.connectionOpened, .socketReleased], for: "for whom effects are claimed"),
        ]
    }

    package static func explanations(with settings: HistorySettings) -> [FactKind] {
        [
            .eventAppended, .effectCreated, .effectReleased, .effectFailed, .serverCrashed,
            .serverStopped,
        ]
    }

    /// Whether it is this project's server that runs, which leaves what nobody waits for; another may
    /// claim it and give it back.
    private let leavesTheAbsent: Bool
    private var readers = Readers()

    package init(_ context: CheckContext) {
        leavesTheAbsent = context.header.isSimulated
    }

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        switch fact.kind {
        case .connectionOpened: readers.open(fact)
        case .socketReleased: readers.release(fact)
        case .serverCrashed, .serverStopped: readers.end(fact)
        default: compare(fact, ledger, &findings)
        }
    }

    private func compare(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        let session = ledger.session(fact.session)
        if let takeOver = session.lostLease(of: fact.instance)?.takeOver {
            return reportLost(fact, takeOver, &findings)
        }
        switch fact.kind {
        case .effectClaimed:
            compareClaim(fact, session, ledger, &findings)
            if leavesTheAbsent { compareReader(fact, session, &findings) }
        case .terminalSent: compareHandover(fact, session, &findings)
        default: break
        }
    }

    /// Whatever an instance tries after another one has taken its lease over, the store must refuse;
    /// and as its clock has gone on in a pause, it knows before it hands anything over.
    private func reportLost(_ fact: Fact, _ takeOver: Fact, _ findings: inout Findings) {
        let deed =
            switch fact.kind {
            case .effectClaimed: "claimed the effect of request \(fact.request)"
            case .effectCompleted: "completed the effect of request \(fact.request)"
            case .effectReleased: "released the effect of request \(fact.request)"
            case .effectFailed: "failed the effect of request \(fact.request)"
            case .tokenSent: "handed a token of request \(fact.request) over"
            default: "handed the response to request \(fact.request) over"
            }
        findings.violated(
            "\(Phrase.incarnation(fact)) \(deed) \(Phrase.at(fact)), though "
                + "\(Phrase.incarnation(takeOver)) had taken the session over "
                + Phrase.at(takeOver),
            first: takeOver,
            conflicting: fact
        )
    }

    private func compareClaim(
        _ fact: Fact,
        _ session: SessionRecord,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        guard let effect = session.effect(fact.effect) else { return }
        guard effect.status == .executing, let claim = effect.claim,
            !ledger.hasEnded(incarnationOf: claim)
        else { return findings.compared() }
        findings.violated(
            "the effect of request \(name(fact, effect)) was claimed \(Phrase.at(fact)) by "
                + "\(Phrase.incarnation(fact)), while it was being executed since its claim "
                + "\(Phrase.at(claim)) by \(Phrase.incarnation(claim))",
            first: claim,
            conflicting: fact
        )
    }

    /// Compares who is there to get the frame, as the claim is asked for.
    private func compareReader(
        _ fact: Fact,
        _ session: SessionRecord,
        _ findings: inout Findings
    ) {
        guard let released = readers.absence(of: fact.session, at: fact.instance),
            let asked = session.effectCall(of: fact.instance), released.time < asked
        else { return }
        findings.violated(
            "\(Phrase.incarnation(fact)) claimed the effect of request \(fact.request) "
                + "\(Phrase.at(fact)), though it had had no connection of the session since "
                + Phrase.seconds(released.time),
            first: released,
            conflicting: fact
        )
    }

    private func compareHandover(
        _ fact: Fact,
        _ session: SessionRecord,
        _ findings: inout Findings
    ) {
        guard session.accepted.contains(fact.request) else { return }
        guard let request = session.request(fact.request) else {
            return findings.violated(
                "the response to request \(fact.request) was handed to connection "
                    + "\(fact.connection) \(Phrase.at(fact)), though it had been completed and received",
                conflicting: fact
            )
        }
        let executing = request.effects.first { $0.status == .executing }
        if let executing, isBy(executing.claim, fact) { return findings.compared() }
        findings.violated(
            "the response to request \(fact.request) was handed to connection "
                + "\(fact.connection) \(Phrase.at(fact)), while its effect \(state(request, fact))",
            first: request.effects.first?.last,
            conflicting: fact
        )
    }

    /// Whether a claim is the sender's own; facts without an instance say nothing.
    private func isBy(_ claim: Fact?, _ fact: Fact) -> Bool {
        guard let claim, claim.instance != 0, fact.instance != 0 else { return true }
        return claim.instance == fact.instance && claim.incarnation == fact.incarnation
    }

    private func state(_ request: RequestRecord, _ fact: Fact) -> String {
        guard let effect = request.effects.first else { return "was not created yet" }
        guard effect.status == .executing, let claim = effect.claim else {
            return "was \(effect.status.rawValue) since \(Phrase.seconds(effect.last.time))"
        }
        return "was claimed by \(Phrase.incarnation(claim)), not by \(Phrase.incarnation(fact))"
    }

    private func name(_ fact: Fact, _ effect: EffectRecord) -> String {
        fact.request.isEmpty ? effect.created.request : fact.request
    }
}
