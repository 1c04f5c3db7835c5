package import Histories

/// Checks that a session's events are numbered 1, 2, 3 … and appended as they arrived.
///
/// A request that arrived on several connections (a resend) may be appended as soon as it is the
/// first on one of them; what arrived at an incarnation that has ended counts no more.
package struct OrderingSequence: Checker {
    package static let invariant = Invariant(
        "ordering.sequence",
        "Per session the appended events have seq 1, 2, 3 … without gap or repeat, across crashes; "
            + "the requests of one connection are appended in the order in which they arrived.",
        specification: ["FR-002"]
    )
    package static let interests: [FactKind] = [
        .frameArrived, .eventAppended, .connectionOpened, .serverCrashed, .serverStopped,
    ]
    package static let needs: [FactKind] = [.eventAppended]

    package static func partialNeeds(with settings: HistorySettings) -> [PartialNeed] {
        [
            PartialNeed([.frameArrived], for: "the order of arrival")
        ]
    }

    /// The messages of each session that arrived and are not appended, in order of arrival.
    private var arrivals = NumberMap<[Fact]>([])

    package init(_ context: CheckContext) {}

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        switch fact.kind {
        case .frameArrived: arrive(fact, ledger)
        case .eventAppended:
            compareSequence(fact, ledger, &findings)
            compareOrder(fact, &findings)
        case .connectionOpened:
            arrivals[fact.session].removeAll {
                ledger.connection($0.connection)?.isOpen != true
            }
        default: arrivals.forEach { $0.removeAll { $0.instance == fact.instance } }
        }
    }

    private mutating func arrive(_ fact: Fact, _ ledger: Ledger) {
        guard fact.frame == .message,
            !ledger.session(fact.session).accepted.contains(fact.request)
        else { return }
        arrivals[fact.session].append(fact)
    }

    private func compareSequence(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        let session = ledger.session(fact.session)
        guard fact.sequence != session.lastSequence + 1 else { return findings.compared() }
        findings.violated(
            "request \(fact.request) was appended \(Phrase.at(fact)) with seq \(fact.sequence); "
                + "expected \(session.lastSequence + 1)",
            first: session.requests.last?.accepted,
            conflicting: fact
        )
    }

    private mutating func compareOrder(_ fact: Fact, _ findings: inout Findings) {
        let waiting = arrivals[fact.session]
        let own = waiting.filter { $0.request == fact.request }
        guard !own.isEmpty else { return }
        arrivals[fact.session].removeAll { $0.request == fact.request }
        var overtaken: Fact?
        for arrival in own {
            let head = waiting.first { $0.connection == arrival.connection }
            guard let head, head.request != fact.request else { return findings.compared() }
            overtaken = overtaken ?? head
        }
        guard let overtaken else { return }
        findings.violated(
            "request \(fact.request) was appended \(Phrase.at(fact)) before request "
                + "\(overtaken.request), which had arrived before it on connection "
                + "\(overtaken.connection) \(Phrase.at(overtaken))",
            first: overtaken,
            conflicting: fact
        )
    }
}
