package import Histories

/// Checks that the server adds next to nothing to the time until a client sees the first token.
///
/// Entitled is a connection that was open before the attempt that yields the request's first token
/// began, in a run of the simulator before that token, at the same server, was never short of room,
/// and to which nothing earlier is due.
package struct LatencyFirstToken: Checker {
    package static let invariant = Invariant(
        "latency.first-token",
        "The time that the server adds between an attempt's first token and its hand-over to a "
            + "connection entitled to it is at most 10 % of the agent's own first-token delay, "
            + "unless a host, store, clock or network-wide fault excuses it.",
        specification: ["SC-006"]
    )
    package static let interests: [FactKind] = [
        .agentInvoked, .agentAbandoned, .terminalSent, .connectionClosed, .sendBlocked,
        .frameDropped, .serverCrashed, .phaseChanged,
    ]
    package static let firstTokenInterests: [FactKind] = [.agentToken, .tokenSent]
    package static let needs: [FactKind] = [
        .agentInvoked, .agentToken, .tokenSent, .connectionOpened,
    ]

    package static func partialNeeds(with settings: HistorySettings) -> [PartialNeed] {
        [
            PartialNeed([.terminalSent], for: "whether a first token never came")
        ]
    }

    package static func explanations(with settings: HistorySettings) -> [FactKind] {
        [
            .agentAbandoned, .frameDropped, .connectionClosed, .sendBlocked, .serverStarted,
            .serverCrashed,
            .faultInjected, .faultHealed,
        ]
    }

    /// A first token that a connection is to get.
    private struct Due {
        let connection: Int
        let invoked: Fact
        let token: Fact
        let request: String
    }

    /// The attempt that each session's agent was asked for last.
    private var invoked = NumberMap<Fact?>(nil)
    /// The seq of the last event of which the agent has yielded a token.
    private var yielded = NumberMap(0)
    private var due = NumberMap<[Due]>([])

    private let isSimulated: Bool

    package init(_ context: CheckContext) { isSimulated = context.header.isSimulated }

    package static func isApplicable(to settings: HistorySettings) -> Bool {
        settings.streaming == .live
    }

    package mutating func observeFirst(
        _ token: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        if token.kind == .agentToken {
            expect(token, ledger)
        } else {
            receive(token, ledger, &findings)
        }
    }

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        switch fact.kind {
        case .agentInvoked: invoked[fact.session] = fact
        case .agentAbandoned: due[fact.session] = []
        case .terminalSent: miss(fact, ledger, &findings)
        case .serverCrashed:
            due.forEach { $0.removeAll { $0.token.instance == fact.instance } }
        case .phaseChanged: if fact.phase == .stopped { due = NumberMap([]) }
        default:
            // A connection that has no room, or is none any more, is entitled to nothing.
            let session = ledger.connection(fact.connection)?.session ?? fact.session
            due[session].removeAll { $0.connection == fact.connection }
        }
    }

    private mutating func expect(_ token: Fact, _ ledger: Ledger) {
        let session = ledger.session(token.session)
        let isFirst = yielded.exchange(token.session.index, token.sequence)
        guard isFirst, let invoked = invoked[token.session], invoked.sequence == token.sequence
        else { return }
        let request = session.request(sequence: token.sequence)?.request ?? token.request
        due[token.session] = session.connectionsEntitled(
            toTokensOf: invoked,
            from: isSimulated ? token : nil,
            at: ledger.host(token.instance)
        ).map { Due(connection: $0, invoked: invoked, token: token, request: request) }
    }

    private mutating func receive(
        _ token: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        guard let due = take(token) else { return }
        let delay = due.token.time - due.invoked.time
        let added = token.time - due.token.time
        guard !isExcused(due, ledger) else { return }
        guard added * 10 > delay else { return findings.compared() }
        findings.violated(
            "the first token of request \(due.request), yielded \(Phrase.at(due.token)), was handed "
                + "to connection \(due.connection) \(Phrase.at(token)): \(Phrase.seconds(added)) "
                + "more, where the agent had taken \(Phrase.seconds(delay)) and a tenth of that is "
                + "allowed",
            first: due.token,
            conflicting: token
        )
    }

    /// The terminal frame comes without a token before it.
    private mutating func miss(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard let due = take(fact), !isExcused(due, ledger) else { return }
        findings.violated(
            "connection \(due.connection) was handed the response to request \(due.request) "
                + "\(Phrase.at(fact)) without its first token, yielded \(Phrase.at(due.token))",
            first: due.token,
            conflicting: fact
        )
    }

    private mutating func take(_ fact: Fact) -> Due? {
        let index = due[fact.session].firstIndex {
            $0.connection == fact.connection && $0.request == fact.request
        }
        return index.map { due[fact.session].remove(at: $0) }
    }

    private func isExcused(_ due: Due, _ ledger: Ledger) -> Bool {
        let request = ledger.session(due.token.session).request(sequence: due.token.sequence)
        return request.map(ledger.excuses) ?? true
    }
}
