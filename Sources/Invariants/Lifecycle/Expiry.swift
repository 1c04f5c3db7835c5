import Histories

/// Compares the age of effects with a configured effect-ttl: what is older is given up and not
/// delivered, what is far from it is delivered and not given up; nor is what was acknowledged.
///
/// The server takes an age from the wall clock, so that nothing is told once that has jumped, nor of
/// a history from elsewhere, where it is not the clock of the facts.
struct Expiry {
    /// How much younger an effect may seem to the server, whose wall clock counts milliseconds.
    private static let rounding: Int64 = 1_000_000

    private let timeToLive: Int64?
    private let hasAcknowledgements: Bool
    private var hasJumped = false

    init(header: HistoryHeader) {
        hasAcknowledgements = header.settings.acknowledgements
        timeToLive = header.seed == nil ? nil : header.settings.effectTimeToLive
    }

    /// Takes a hand-over, or a fault.
    mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        if fact.kind == .faultInjected {
            if fact.fault == "clock-jump" { hasJumped = true }
        } else {
            compareHandover(fact, ledger, &findings)
        }
    }

    private func compareHandover(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard let timeToLive, !hasJumped,
            let request = ledger.session(fact.session).request(fact.request),
            let effect = request.effects.first, let claim = effect.claim
        else { return }
        let age = claim.time - effect.created.time
        guard age > timeToLive + Self.rounding else { return findings.compared() }
        findings.violated(
            "the response to request \(fact.request) was handed over \(Phrase.at(fact)), though it "
                + "was \(Phrase.seconds(age)) old at its claim; effect-ttl is "
                + Phrase.seconds(timeToLive),
            first: effect.created,
            conflicting: fact
        )
    }

    /// Compares the age at which an effect is given up.
    ///
    /// It was stamped before its commit was asked for, by how much no fact tells; but it cannot be
    /// older than its request.
    func compareEnd(
        of effect: EffectRecord,
        _ request: RequestRecord?,
        _ fact: Fact,
        in session: SessionRecord,
        _ findings: inout Findings
    ) {
        guard let timeToLive, let request else { return }
        if hasAcknowledgements,
            let acknowledgement = effect.lateAcknowledgement(before: fact, in: session)
        {
            return findings.violated(
                "the effect of request \(effect.created.request) was given up \(Phrase.at(fact)), "
                    + "though an acknowledgement of it had arrived \(Phrase.at(acknowledgement)), "
                    + "before it was claimed",
                first: acknowledgement,
                conflicting: fact
            )
        }
        guard !hasJumped else { return }
        let age = fact.time - effect.created.time
        guard fact.time - request.accepted.time < timeToLive else { return findings.compared() }
        findings.violated(
            "the effect of request \(effect.created.request) was given up \(Phrase.at(fact)), "
                + "\(Phrase.seconds(age)) after its creation; effect-ttl is "
                + Phrase.seconds(timeToLive),
            first: effect.created,
            conflicting: fact
        )
    }
}
