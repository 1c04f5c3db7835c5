package import Histories

/// Checks that what was committed is still there when the store is inspected.
///
/// A row that no fact announced is allowed: a crash may swallow the reply to a commit.
package struct DurabilityEvents: Checker {
    package static let invariant = Invariant(
        "durability.events",
        "What was committed before a crash is there after it, each event in the form in which every "
            + "release reads it.",
        specification: ["FR-015"]
    )
    package static let interests: [FactKind] = [
        .eventAppended, .checkpointCommitted, .effectCreated, .storeInspected,
    ]
    package static let needs: [FactKind] = [.eventAppended, .storeInspected]

    private var committed = NumberMap(SessionRows())
    private var found = NumberMap(SessionRows())
    /// Whether the rows of events are known to be told whole.
    private let isKnown: Bool

    package init(_ context: CheckContext) { isKnown = context.header.isSimulated }

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        switch fact.kind {
        case .eventAppended: committed[fact.session].events.insert(fact.sequence)
        case .checkpointCommitted: committed[fact.session].checkpoints.insert(fact.sequence)
        case .effectCreated: committed[fact.session].effects.insert(fact.sequence)
        default: inspect(fact, ledger, &findings)
        }
    }

    private mutating func inspect(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        switch fact.table {
        case .events:
            found[fact.session].events.insert(fact.sequence)
            if isKnown, fact.request.isEmpty { reportForm(of: fact, ledger, &findings) }
        case .checkpoints: found[fact.session].checkpoints.insert(fact.sequence)
        case .effects: found[fact.session].effects.insert(fact.sequence)
        case .end:
            for index in committed.indices { compare(index, fact, ledger, &findings) }
            found = NumberMap(SessionRows())
        default: break
        }
    }

    private func reportForm(of row: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        findings.violated(
            "event \(row.sequence) is in the store \(Phrase.at(row)) in a form that no other release "
                + "reads: \(Phrase.quote(row.content ?? ""))",
            first: ledger.session(row.session).request(sequence: row.sequence)?.accepted,
            conflicting: row
        )
    }

    private func compare(
        _ index: Int,
        _ end: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        let (before, now) = (committed[index], found[index])
        report(before.events.subtracting(now.events), "event", index, end, ledger, &findings)
        report(
            before.checkpoints.subtracting(now.checkpoints),
            "checkpoint",
            index,
            end,
            ledger,
            &findings
        )
        report(before.effects.subtracting(now.effects), "effect", index, end, ledger, &findings)
        if !before.events.isEmpty { findings.compared() }
    }

    private func report(
        _ missing: [Int],
        _ what: String,
        _ index: Int,
        _ end: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        let session = SessionNumber(index)
        for sequence in missing {
            let request = ledger.session(session).request(sequence: sequence)
            let subject = what == "event" ? "event" : "the \(what) of event"
            findings.violated(
                "\(subject) \(sequence) was committed, but is not in the store "
                    + Phrase.at(end),
                first: what == "event" ? request?.accepted : request?.checkpoint,
                conflicting: end,
                session: session
            )
        }
    }
}
