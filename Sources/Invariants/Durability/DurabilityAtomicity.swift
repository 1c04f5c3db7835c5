package import Histories

/// Checks that a checkpoint and its effects are in the store together or not at all.
package struct DurabilityAtomicity: Checker {
    package static let invariant = Invariant(
        "durability.atomicity",
        "At every restart and at the end a checkpoint for a seq exists exactly if its effects "
            + "exist.",
        specification: ["FR-015"]
    )
    package static let interests: [FactKind] = [.storeInspected]
    package static let needs: [FactKind] = [.storeInspected]

    private var found = NumberMap(SessionRows())

    package init(_ context: CheckContext) {}

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        switch fact.table {
        case .checkpoints: found[fact.session].checkpoints.insert(fact.sequence)
        case .effects: found[fact.session].effects.insert(fact.sequence)
        case .end:
            for index in found.indices { compare(index, fact, ledger, &findings) }
            found = NumberMap(SessionRows())
        default: break
        }
    }

    private func compare(
        _ index: Int,
        _ end: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        let rows = found[index]
        let session = SessionNumber(index)
        for sequence in rows.checkpoints.subtracting(rows.effects) {
            findings.violated(
                "the store has a checkpoint, but no effect of event \(sequence) \(Phrase.at(end))",
                first: ledger.session(session).request(sequence: sequence)?.checkpoint,
                conflicting: end,
                session: session
            )
        }
        for sequence in rows.effects.subtracting(rows.checkpoints) {
            let effect = ledger.session(session).request(sequence: sequence)?.effects.first
            findings.violated(
                "the store has an effect, but no checkpoint of event \(sequence) "
                    + Phrase.at(end),
                first: effect?.created,
                conflicting: end,
                session: session
            )
        }
        if !rows.checkpoints.isEmpty || !rows.effects.isEmpty { findings.compared() }
    }
}
