package import Histories

/// Checks that the answers of a session reach its client in the order of the requests.
package struct OrderingDelivery: Checker {
    package static let invariant = Invariant(
        "ordering.delivery",
        "Per session the first receptions of terminal frames follow the seq of their requests; "
            + "effects are first handed over in creation order; no token of a request goes to a "
            + "connection while an earlier request's effect has been neither completed nor handed "
            + "to it.",
        specification: ["FR-027"]
    )
    package static let interests: [FactKind] = [.terminalReceived, .terminalSent]
    package static let firstTokenInterests: [FactKind] = [.tokenSent]
    package static let needs: [FactKind] = [.eventAppended, .terminalReceived]

    package static func partialNeeds(with settings: HistorySettings) -> [PartialNeed] {
        [
            PartialNeed([.effectCreated, .terminalSent], for: "the order of hand-overs"),
            PartialNeed([.tokenSent, .effectCreated], for: "what tokens must wait for"),
        ]
    }

    package static func explanations(with settings: HistorySettings) -> [FactKind] {
        [.effectCompleted, .effectFailed, .terminalSent]
    }

    private var lastReceived = NumberMap<(sequence: Int, fact: Fact)?>(nil)
    package init(_ context: CheckContext) {}

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        switch fact.kind {
        case .terminalSent: compareHandover(fact, ledger.session(fact.session), &findings)
        default: compareReception(fact, ledger.session(fact.session), &findings)
        }
    }

    /// The first token of a row settles the comparison for the others.
    package mutating func observeFirst(
        _ token: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) { compareToken(token, ledger.session(token.session), &findings) }

    private mutating func compareReception(
        _ fact: Fact,
        _ session: SessionRecord,
        _ findings: inout Findings
    ) {
        guard let request = session.request(fact.request), !request.isReceived else { return }
        if let last = lastReceived[fact.session], last.sequence > request.sequence {
            findings.violated(
                "response to request \(last.fact.request) delivered before \(fact.request): "
                    + "received \(Phrase.at(last.fact)) and \(Phrase.at(fact)), accepted as seq "
                    + "\(last.sequence) and \(request.sequence)",
                first: last.fact,
                conflicting: fact
            )
        } else {
            findings.compared()
            lastReceived[fact.session] = (request.sequence, fact)
        }
    }

    private func compareHandover(
        _ fact: Fact,
        _ session: SessionRecord,
        _ findings: inout Findings
    ) {
        guard let effect = session.request(fact.request)?.effects.first,
            effect.handovers.isEmpty
        else { return }
        for request in session.requests {
            for earlier in request.effects
            where earlier.ordinal < effect.ordinal && !earlier.status.isFinal
                && earlier.handovers.isEmpty
            {
                return findings.violated(
                    "the response to request \(fact.request) was handed over \(Phrase.at(fact)) "
                        + "before the one to request \(request.request), which was created "
                        + "\(Phrase.at(earlier.created)) and is \(earlier.status.rawValue)",
                    first: earlier.created,
                    conflicting: fact
                )
            }
        }
        findings.compared()
    }

    private func compareToken(_ fact: Fact, _ session: SessionRecord, _ findings: inout Findings) {
        guard let request = session.request(fact.request) else { return }
        for earlier in session.requests where earlier.sequence < request.sequence {
            for effect in earlier.effects where !effect.isDone(for: fact.connection) {
                return findings.violated(
                    "a token of request \(fact.request) went to connection \(fact.connection) "
                        + "\(Phrase.at(fact)), while the response to request \(earlier.request) "
                        + "was \(effect.status.rawValue) and not yet handed to it",
                    first: effect.last,
                    conflicting: fact
                )
            }
        }
        findings.compared()
    }
}
