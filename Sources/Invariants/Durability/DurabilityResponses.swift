package import Histories

/// Checks that nothing is lost: every message is accepted, every accepted one answered.
package struct DurabilityResponses: Checker {
    package static let invariant = Invariant(
        "durability.responses",
        "At the end of the liveness phase every valid message that arrived on a connection that "
            + "stayed open is accepted, with resend every message sent; every accepted request has "
            + "one terminal effect and its client has received the terminal frame, except effects "
            + "failed after a configured effect-ttl.",
        specification: ["SC-003"]
    )
    package static let interests: [FactKind] = [
        .clientSent, .frameArrived, .eventAppended, .eventDuplicate, .connectionClosed,
        .serverCrashed, .serverStopped, .terminalReceived, .phaseChanged,
    ]
    package static let needs: [FactKind] = [.eventAppended, .terminalReceived, .phaseChanged]

    package static func partialNeeds(with settings: HistorySettings) -> [PartialNeed] {
        [
            PartialNeed([.clientSent, .frameArrived], for: "whether every message was accepted"),
            PartialNeed([.effectCreated], for: "whether there is one effect for each"),
        ]
    }

    package static func explanations(with settings: HistorySettings) -> [FactKind] {
        [.connectionClosed, .serverCrashed, .serverStopped, .eventDuplicate]
            + (settings.effectTimeToLive == nil ? [] : [.effectFailed])
    }

    /// How long a connection must stay open for the store to answer in any case.
    private static let patience: Int64 = 10_000_000_000

    private let settings: HistorySettings
    /// The messages that are not accepted yet and must be in the end.
    private var due = NumberMap<[Fact]>([])
    private var hasEnded = false

    package init(_ context: CheckContext) { settings = context.settings }

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        switch fact.kind {
        case .clientSent: if settings.resends(fact.session) { expect(fact, ledger) }
        case .frameArrived: expect(fact, ledger)
        case .eventAppended, .eventDuplicate:
            due[fact.session].removeAll { $0.request == fact.request }
        case .connectionClosed: excuse(closing: fact, ledger)
        case .serverCrashed, .serverStopped:
            due.forEach {
                $0.removeAll { $0.kind == .frameArrived && $0.instance == fact.instance }
            }
        case .terminalReceived:
            let request = ledger.session(fact.session).request(fact.request)
            if let request, !request.isReceived { findings.compared() }
        default:
            if fact.phase == .stopped, !hasEnded {
                hasEnded = true
                for session in ledger.sessions { compare(session, fact, &findings) }
            }
        }
    }

    package mutating func finish(_ ledger: Ledger, _ findings: inout Findings) {
        if !hasEnded { findings.doubted("the history ends before its liveness phase does") }
    }

    private mutating func expect(_ fact: Fact, _ ledger: Ledger) {
        let isBlank = fact.content?.utf8.allSatisfy { $0 <= 0x20 } ?? false
        guard fact.frame == .message, !isBlank, !fact.request.isEmpty,
            !ledger.session(fact.session).accepted.contains(fact.request),
            !due[fact.session].contains(where: {
                $0.request == fact.request && $0.kind == fact.kind
                    && $0.connection == fact.connection
            })
        else { return }
        due[fact.session].append(fact)
    }

    /// A message may be lost with its connection, unless the server closed it for no good reason
    /// or the store had all the time it needs.
    private mutating func excuse(closing fact: Fact, _ ledger: Ledger) {
        let isRefusal = fact.code == 1008 || fact.code == 1009
        let isByServer = fact.origin == .server && fact.style != .graceful && !isRefusal
        let session = ledger.connection(fact.connection)?.session ?? fact.session
        due[session].removeAll { arrival in
            arrival.kind == .frameArrived && arrival.connection == fact.connection && !isByServer
                && fact.time - arrival.time < Self.patience
        }
    }

    private func compare(_ session: SessionRecord, _ end: Fact, _ findings: inout Findings) {
        var reported: [String] = []
        for message in due[session.number] {
            let isKnown =
                session.accepted.contains(message.request) || reported.contains(message.request)
            guard !isKnown else { continue }
            reported.append(message.request)
            let verb = message.kind == .clientSent ? "sent" : "which arrived"
            findings.violated(
                "request \(message.request), \(verb) \(Phrase.at(message)), was never accepted",
                first: message,
                conflicting: end,
                session: session.number
            )
        }
        for request in session.requests where !request.isReceived {
            compare(request, session, end, &findings)
        }
    }

    private func compare(
        _ request: RequestRecord,
        _ session: SessionRecord,
        _ end: Fact,
        _ findings: inout Findings
    ) {
        let subject =
            "request \(request.request), accepted \(Phrase.at(request.accepted)), "
        let problem: String
        if request.effects.isEmpty {
            problem = "has no response"
        } else if let failed = request.effects.first(where: { $0.status == .failed }) {
            guard settings.effectTimeToLive == nil else { return findings.compared() }
            problem = "has a response that was given up \(Phrase.at(failed.last))"
        } else {
            let status = request.effects[0].status.rawValue
            problem = "has a response that its client never received; the effect is \(status)"
        }
        findings.violated(
            subject + problem,
            first: request.accepted,
            conflicting: end,
            session: session.number
        )
    }
}
