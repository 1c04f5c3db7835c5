import Histories

/// Compares each completion with what it stands for: a client has acknowledged the frame, or, without
/// acknowledgements, a socket has taken it.
///
/// A server elsewhere may count something else.
struct Completions {
    private let isKnown: Bool
    private let hasAcknowledgements: Bool

    init(header: HistoryHeader) {
        hasAcknowledgements = header.settings.acknowledgements
        let delivery: FactKind = hasAcknowledgements ? .frameArrived : .terminalSent
        isKnown = header.isSimulated && header.sees(.eventAppended) && header.sees(delivery)
    }

    /// Compares a completion, at its `effect-completed`.
    func compare(_ fact: Fact, of effect: EffectRecord, _ findings: inout Findings) {
        guard isKnown else { return }
        let isDelivered =
            hasAcknowledgements ? !effect.acknowledgements.isEmpty : !effect.handovers.isEmpty
        guard !isDelivered else { return findings.compared() }
        findings.violated(
            "the effect of request \(effect.created.request) was completed \(Phrase.at(fact)), though "
                + (hasAcknowledgements
                    ? "no acknowledgement of it had arrived"
                    : "no connection had been handed its frame"),
            first: effect.claim ?? effect.created,
            conflicting: fact
        )
    }
}
