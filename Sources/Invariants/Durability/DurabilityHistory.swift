package import Histories

/// Checks that the checkpoint in the store is what the session's events and answers make it.
package struct DurabilityHistory: Checker {
    package static let invariant = Invariant(
        "durability.history",
        "After the last crash the checkpoint equals a replay of the session's events and committed "
            + "answers.",
        specification: ["FR-012"]
    )
    package static let interests: [FactKind] = [.storeInspected]
    package static let needs: [FactKind] = [.effectCreated, .storeInspected]

    private var hasRows = false

    package init(_ context: CheckContext) {}

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard fact.table == .checkpoints else { return }
        hasRows = true
        let session = ledger.session(fact.session)
        guard let messages = fact.messages, fact.sequence == session.checkpointSequence,
            fact.sequence == session.conversation.sequence
        else { return }
        let conversation = session.conversation
        guard let problem = conversation.problem(messages) else { return findings.compared() }
        findings.violated(
            "the checkpoint of event \(fact.sequence) holds, \(Phrase.at(fact)), \(problem)",
            first: session.request(sequence: fact.sequence)?.checkpoint,
            conflicting: fact
        )
    }

    package mutating func finish(_ ledger: Ledger, _ findings: inout Findings) {
        guard hasRows, findings.comparisons == 0 else { return }
        findings.doubted("no inspected checkpoint shows its messages")
    }
}
