package import Histories

/// Checks that a request sent again does not become a second event.
///
/// Whatever names a request names its one event: a repeat may be stored under another name and still
/// be asked and answered as the same request.
package struct DeduplicationRequest: Checker {
    package static let invariant = Invariant(
        "deduplication.request",
        "One requestId of a session has one event."
    )
    package static let interests: [FactKind] = [
        .eventAppended, .eventDuplicate, .agentInvoked, .effectCreated,
    ]
    package static let needs: [FactKind] = [.eventAppended]

    package init(_ context: CheckContext) {}

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        let session = ledger.session(fact.session)
        let known = session.request(fact.request)
        guard fact.kind != .eventAppended else { return compareEvent(fact, session, &findings) }
        guard let known, fact.sequence > 0, known.sequence != fact.sequence else {
            return findings.compared()
        }
        findings.violated(
            "request \(fact.request)\(verb(fact)) event \(fact.sequence) \(Phrase.at(fact)); it "
                + "is event \(known.sequence)",
            first: known.accepted,
            conflicting: fact
        )
    }

    private func compareEvent(
        _ fact: Fact,
        _ session: SessionRecord,
        _ findings: inout Findings
    ) {
        guard session.accepted.contains(fact.request) else { return findings.compared() }
        let known = session.request(fact.request)
        let earlier = known.map { ", after seq \($0.sequence) \(Phrase.at($0.accepted))" }
        findings.violated(
            "request \(fact.request) became an event again \(Phrase.at(fact)), with seq "
                + "\(fact.sequence)\(earlier ?? "")",
            first: known?.accepted,
            conflicting: fact
        )
    }

    private func verb(_ fact: Fact) -> String {
        switch fact.kind {
        case .agentInvoked: " was given to the agent as"
        case .effectCreated: " was answered as"
        default: ", sent again, was taken for"
        }
    }
}
