import EventsAndEffects
package import Histories

/// Checks that what is written and what the agent is given for a session is that session's own.
package struct IsolationState: Checker {
    package static let invariant = Invariant(
        "isolation.state",
        "Events, checkpoints and effects written while handling a session carry it, and an event "
            + "what its client wrote; the agent invoked is the one that it names; the messages given "
            + "to it are the session's own history, complete and in order, and nothing else.",
        specification: ["FR-006", "FR-011", "FR-012", "FR-013", "SC-004"]
    )
    package static let interests: [FactKind] = [
        .frameArrived, .eventAppended, .checkpointCommitted, .effectCreated, .agentInvoked,
    ]
    package static let needs: [FactKind] = [.agentInvoked, .effectCreated]

    package static func partialNeeds(with settings: HistorySettings) -> [PartialNeed] {
        [
            PartialNeed([.frameArrived], for: "what clients wrote"),
            PartialNeed(
                [.eventAppended, .checkpointCommitted],
                for: "whose events and checkpoints were written"
            ),
        ]
    }

    package static func explanations(with settings: HistorySettings) -> [FactKind] {
        [.eventAppended]
    }

    private let context: CheckContext
    private var isArrivalObserved = false
    private var agents = NumberMap<String?>(nil)

    package init(_ context: CheckContext) { self.context = context }

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        let session = ledger.session(fact.session)
        switch fact.kind {
        case .frameArrived: if fact.frame == .message { isArrivalObserved = true }
        case .eventAppended: compareEvent(fact, session, ledger, &findings)
        case .checkpointCommitted: compareCheckpoint(fact, session, &findings)
        case .effectCreated: compareEffect(fact, session, &findings)
        default:
            compareAgent(fact, &findings)
            compareMessages(fact, session, &findings)
        }
    }

    private func compareEvent(
        _ fact: Fact,
        _ session: SessionRecord,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        guard isArrivalObserved else { return }
        let arrivals = session.arrivals.filter { $0.request == fact.request }
        guard arrivals.isEmpty else { return compareText(fact, arrivals, &findings) }
        let sender = ledger.sessions.first { session in
            session.arrivals.contains { $0.request == fact.request }
        }
        guard let sender else { return }
        findings.violated(
            "request \(fact.request) was appended to it \(Phrase.at(fact)), but arrived from "
                + "session \(context.name(of: sender.number))",
            conflicting: fact
        )
    }

    /// What surrounds a text may be left out of its event, and nothing else.
    private func compareText(_ fact: Fact, _ arrivals: [Fact], _ findings: inout Findings) {
        let texts = arrivals.compactMap(\.content)
        guard let stored = fact.content, texts.count == arrivals.count,
            !texts.contains(where: { $0.trimmed.isExactly(stored.trimmed) })
        else { return findings.compared() }
        findings.violated(
            "request \(fact.request) was appended \(Phrase.at(fact)) as \(Phrase.quote(stored)); its "
                + "client had written \(Phrase.quote(texts[0]))",
            conflicting: fact
        )
    }

    private func compareCheckpoint(
        _ fact: Fact,
        _ session: SessionRecord,
        _ findings: inout Findings
    ) {
        guard fact.sequence > session.lastSequence else { return findings.compared() }
        findings.violated(
            "a checkpoint for event \(fact.sequence) was committed \(Phrase.at(fact)), but the "
                + "session has \(session.lastSequence) events",
            first: session.requests.last?.accepted,
            conflicting: fact
        )
    }

    private func compareEffect(
        _ fact: Fact,
        _ session: SessionRecord,
        _ findings: inout Findings
    ) {
        let event = session.request(sequence: fact.sequence)
        if let event, !fact.request.isEmpty, event.request != fact.request {
            return findings.violated(
                "the effect created \(Phrase.at(fact)) for event \(fact.sequence) answers request "
                    + "\(fact.request); the event is request \(event.request)",
                first: event.accepted,
                conflicting: fact
            )
        }
        if let owner = foreignOwner(ofKey: fact.dedupeKey, fact.session) {
            return findings.violated(
                "the effect created \(Phrase.at(fact)) for event \(fact.sequence) carries the "
                    + "dedupe key of session \(context.name(of: owner))",
                conflicting: fact
            )
        }
        let expected = fact.session.index
        if let foreign = Watermark.foreignSession(in: fact.content ?? "", expected: expected) {
            return findings.violated(
                "the effect created \(Phrase.at(fact)) for event \(fact.sequence) carries content "
                    + "of session \(context.name(of: SessionNumber(foreign)))",
                conflicting: fact
            )
        }
        findings.compared()
    }

    /// The session whose key a dedupe key begins with, if it is another one.
    private func foreignOwner(ofKey key: String?, _ session: SessionNumber) -> SessionNumber? {
        guard let key, let own = context.sessions.key(of: session), !key.hasPrefix(own + ":")
        else { return nil }
        let parts = key.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        let owner = context.sessions.number(of: parts[..<3].joined(separator: ":"))
        return owner == session ? nil : owner
    }

    /// The agent that a session's key names.
    private mutating func agentName(of session: SessionNumber) -> String? {
        if let known = agents[session] { return known }
        let parts = context.sessions.key(of: session)?.split(separator: ":") ?? []
        guard parts.count == 3 else { return nil }
        agents[session] = String(parts[1])
        return agents[session]
    }

    private mutating func compareAgent(_ fact: Fact, _ findings: inout Findings) {
        guard let agent = fact.agent, let expected = agentName(of: fact.session) else { return }
        guard agent != expected else { return findings.compared() }
        findings.violated(
            "agent '\(agent)' was invoked for event \(fact.sequence) \(Phrase.at(fact)); the "
                + "session names agent '\(expected)'",
            conflicting: fact
        )
    }

    private func compareMessages(
        _ fact: Fact,
        _ session: SessionRecord,
        _ findings: inout Findings
    ) {
        let conversation = session.conversation
        guard let messages = fact.messages, conversation.sequence == fact.sequence - 1 else {
            return
        }
        let text = session.request(sequence: fact.sequence)?.accepted.content
        let question = Conversation.Entry(isUser: true, text: text)
        if let problem = conversation.problem(messages, asking: question) {
            findings.violated(
                "the agent was given, for event \(fact.sequence) \(Phrase.at(fact)), \(problem)",
                first: session.request(sequence: fact.sequence)?.accepted,
                conflicting: fact
            )
        } else {
            findings.compared()
        }
    }
}

extension String {
    /// The text without the white space around it.
    fileprivate var trimmed: String {
        let rest = drop { $0.isWhitespace }
        return rest.lastIndex { !$0.isWhitespace }.map { String(rest[...$0]) } ?? ""
    }
}
