package import Histories

/// Checks that an event has one effect, however often its outcome is committed.
package struct DeduplicationEffect: Checker {
    package static let invariant = Invariant(
        "deduplication.effect",
        "One event has one terminal effect; dedupe keys are unique; effects created again are "
            + "recognised, and nothing else is taken for them.",
        specification: ["FR-018", "FR-019"]
    )
    package static let interests: [FactKind] = [.effectCreated, .effectDuplicate]
    package static let needs: [FactKind] = [.effectCreated]

    private var keys = DedupeKeys()
    private let context: CheckContext

    package init(_ context: CheckContext) { self.context = context }

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        let session = ledger.session(fact.session)
        if fact.kind == .effectCreated {
            compareCreation(fact, session, &findings)
        } else {
            compareDuplicate(fact, session, ledger, &findings)
        }
    }

    private mutating func compareCreation(
        _ fact: Fact,
        _ session: SessionRecord,
        _ findings: inout Findings
    ) {
        let earlier = session.request(sequence: fact.sequence)?.effects.last
        if earlier != nil || fact.sequence <= session.conversation.sequence {
            findings.violated(
                "event \(fact.sequence) got a second effect \(Phrase.at(fact))"
                    + (earlier.map { ", after the one \(Phrase.at($0.created))" } ?? ""),
                first: earlier?.created,
                conflicting: fact
            )
        } else {
            findings.compared()
        }
        guard let key = fact.dedupeKey else { return }
        guard !keys.insert(key) else { return findings.compared() }
        findings.violated(
            "the dedupe key \(Phrase.quote(key)) of the effect created \(Phrase.at(fact)) for "
                + "event \(fact.sequence) was in use",
            first: earlier?.created,
            conflicting: fact
        )
    }

    private func compareDuplicate(
        _ fact: Fact,
        _ session: SessionRecord,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        let owner =
            session.effect(fact.effect) == nil
            ? ledger.sessions.first { $0.effect(fact.effect) != nil } : session
        guard let owner, let existing = owner.effect(fact.effect) else {
            return compareOrphan(fact, session, &findings)
        }
        guard owner !== session || existing.sequence != fact.sequence else {
            return findings.compared()
        }
        findings.violated(
            "the effect of event \(fact.sequence) was taken for a duplicate \(Phrase.at(fact)), "
                + "but the existing one answers event \(existing.sequence) of session "
                + context.name(of: owner.number),
            first: existing.created,
            conflicting: fact
        )
    }

    /// An effect that is left out as a duplicate must be there: under whatever id, its event has one.
    private func compareOrphan(
        _ fact: Fact,
        _ session: SessionRecord,
        _ findings: inout Findings
    ) {
        guard let event = session.request(sequence: fact.sequence) else { return }
        guard event.effects.isEmpty else { return findings.compared() }
        findings.violated(
            "the effect of event \(fact.sequence) was taken for a duplicate \(Phrase.at(fact)), "
                + "but the event has none"
                + (fact.dedupeKey.map { "; its dedupe key is \(Phrase.quote($0))" } ?? ""),
            first: event.accepted,
            conflicting: fact
        )
    }
}
