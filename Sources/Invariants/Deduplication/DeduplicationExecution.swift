package import Histories

/// Checks that an effect is handed over only by the one execution that has claimed it.
package struct DeduplicationExecution: Checker {
    package static let invariant = Invariant(
        "deduplication.execution",
        "Every terminal frame is handed over between a claim of its effect and that claim's "
            + "completion or release; no two executions of one effect overlap, on any instance.",
        specification: ["SC-005"]
    )
    package static let interests: [FactKind] = [.effectClaimed, .terminalSent]
    package static let needs: [FactKind] = [.effectClaimed, .terminalSent]

    package init(_ context: CheckContext) {}

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        let session = ledger.session(fact.session)
        if fact.kind == .effectClaimed {
            compareClaim(fact, session, ledger, &findings)
        } else {
            compareHandover(fact, session, ledger, &findings)
        }
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

    private func compareHandover(
        _ fact: Fact,
        _ session: SessionRecord,
        _ ledger: Ledger,
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
        // A process that woke from a pause cannot know yet that another took over.
        guard !ledger.host(fact.instance).isPausedOrWaking(at: fact.time) else {
            return findings.compared()
        }
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
