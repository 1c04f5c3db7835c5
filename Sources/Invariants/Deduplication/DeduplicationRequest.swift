package import Histories

/// Checks that a request sent again does not become a second event.
package struct DeduplicationRequest: Checker {
    package static let invariant = Invariant(
        "deduplication.request",
        "One requestId of a session has one event."
    )
    package static let interests: [FactKind] = [.eventAppended, .eventDuplicate]
    package static let needs: [FactKind] = [.eventAppended]

    package init(_ context: CheckContext) {}

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        let session = ledger.session(fact.session)
        let known = session.request(fact.request)
        if fact.kind == .eventAppended {
            guard session.accepted.contains(fact.request) else { return findings.compared() }
            let earlier = known.map { ", after seq \($0.sequence) \(Phrase.at($0.accepted))" }
            findings.violated(
                "request \(fact.request) became an event again \(Phrase.at(fact)), with seq "
                    + "\(fact.sequence)\(earlier ?? "")",
                first: known?.accepted,
                conflicting: fact
            )
        } else if let known, known.sequence != fact.sequence {
            findings.violated(
                "request \(fact.request), sent again, was taken for event \(fact.sequence) "
                    + "\(Phrase.at(fact)); it is event \(known.sequence)",
                first: known.accepted,
                conflicting: fact
            )
        } else {
            findings.compared()
        }
    }
}
