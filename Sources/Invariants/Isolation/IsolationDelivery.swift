package import Histories

/// Checks that a frame reaches only connections of the session that its request belongs to.
package struct IsolationDelivery: Checker {
    package static let invariant = Invariant(
        "isolation.delivery",
        "A frame reaches only connections of the session that its request belongs to; the watermark "
            + "in its content names that session.",
        specification: ["FR-006", "SC-004"]
    )
    package static let interests: [FactKind] = [
        .tokenReceived, .terminalSent, .terminalReceived,
    ]
    package static let firstTokenInterests: [FactKind] = [.tokenReceived]
    package static let needs: [FactKind] = [.eventAppended, .terminalReceived]

    package static func partialNeeds(with settings: HistorySettings) -> [PartialNeed] {
        [
            PartialNeed([.tokenReceived], for: "whom tokens reach")
        ]
    }

    private let context: CheckContext

    package init(_ context: CheckContext) { self.context = context }

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        if fact.kind != .tokenReceived { compareOwner(fact, ledger, &findings) }
        guard let content = fact.content else { return }
        let foreign = Watermark.foreignSession(in: content, expected: fact.session.index)
        guard let foreign else { return findings.compared() }
        findings.violated(
            "connection \(fact.connection) \(verb(fact)) content of session "
                + "\(context.name(of: SessionNumber(foreign))) \(Phrase.at(fact)), in a "
                + "\(fact.frame?.rawValue ?? "token") frame of request \(fact.request): "
                + Phrase.quote(content),
            conflicting: fact
        )
    }

    package mutating func observeFirst(
        _ token: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) { compareOwner(token, ledger, &findings) }

    private func compareOwner(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard !ledger.session(fact.session).accepted.contains(fact.request) else {
            return findings.compared()
        }
        let owner = ledger.sessions.first { $0.accepted.contains(fact.request) }
        guard let owner else { return }
        findings.violated(
            "connection \(fact.connection) \(verb(fact)) a \(fact.frame?.rawValue ?? "token") "
                + "frame of request \(fact.request) \(Phrase.at(fact)), which belongs to session "
                + context.name(of: owner.number),
            first: owner.request(fact.request)?.accepted,
            conflicting: fact
        )
    }

    private func verb(_ fact: Fact) -> String {
        fact.kind == .terminalSent ? "was handed" : "received"
    }
}
