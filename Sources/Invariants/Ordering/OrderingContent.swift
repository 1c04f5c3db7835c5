import EventsAndEffects
package import Histories

/// Checks that a final frame says exactly what the agent said.
package struct OrderingContent: Checker {
    package static let invariant = Invariant(
        "ordering.content",
        "A final frame's message is exactly the concatenation of the tokens of the committed "
            + "attempt.",
        specification: ["FR-014"]
    )
    package static let interests: [FactKind] = [
        .agentInvoked, .agentToken, .agentFinished, .effectCreated, .terminalSent,
        .terminalReceived,
    ]
    package static let needs: [FactKind] = [.agentToken, .agentFinished, .effectCreated]

    package static func partialNeeds(with settings: HistorySettings) -> [PartialNeed] {
        [
            PartialNeed([.terminalReceived], for: "what clients read")
        ]
    }

    /// What an attempt has said so far.
    private struct Speech {
        var sequence: Int
        var attempt: Int
        var text = RunningTextHash()
        var isFinished = false
    }

    private var speeches = NumberMap<[Speech]>([])

    package init(_ context: CheckContext) {}

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        switch fact.kind {
        case .agentToken:
            let content = fact.content ?? ""
            update(fact) { $0.text.append(content) }
        case .agentFinished: update(fact) { $0.isFinished = true }
        case .agentInvoked:
            speeches[fact.session].removeAll { $0.sequence < fact.sequence }
            speeches[fact.session].append(
                Speech(sequence: fact.sequence, attempt: fact.attempt)
            )
        case .effectCreated: compareCommit(fact, &findings)
        default: compareFrame(fact, ledger, &findings)
        }
    }

    /// Changes the speech of an attempt, which is nearly always the session's last.
    private mutating func update(_ fact: Fact, _ change: (inout Speech) -> Void) {
        let count = speeches[fact.session].count
        for index in stride(from: count - 1, through: 0, by: -1) {
            let speech = speeches[fact.session][index]
            if speech.sequence == fact.sequence, speech.attempt == fact.attempt {
                return change(&speeches[fact.session][index])
            }
        }
    }

    private func compareCommit(_ fact: Fact, _ findings: inout Findings) {
        guard fact.frame == .final, let content = fact.content else { return }
        let finished = speeches[fact.session].filter {
            $0.sequence == fact.sequence && $0.isFinished
        }
        guard !finished.isEmpty else {
            guard let last = speeches[fact.session].last, last.sequence == fact.sequence else {
                return
            }
            return findings.violated(
                "a response was committed for \(Phrase.request(fact)) \(Phrase.at(fact)), "
                    + "\(Phrase.quote(content)), though no attempt of the agent had finished",
                conflicting: fact
            )
        }
        var text = RunningTextHash()
        text.append(content)
        guard !finished.contains(where: { $0.text == text }) else { return findings.compared() }
        findings.violated(
            "the response committed for \(Phrase.request(fact)) \(Phrase.at(fact)), "
                + "\(Phrase.quote(content)), is not what the agent said in its tokens",
            conflicting: fact
        )
    }

    private func compareFrame(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard fact.frame == .final, let content = fact.content,
            let effect = ledger.session(fact.session).request(fact.request)?.effects.first,
            let stored = effect.created.content
        else { return }
        guard !stored.isExactly(content) else { return findings.compared() }
        let verb = fact.kind == .terminalSent ? "handed over" : "received"
        findings.violated(
            "the final frame of request \(fact.request), \(verb) \(Phrase.at(fact)), says "
                + "\(Phrase.quote(content)); committed was \(Phrase.quote(stored))",
            first: effect.created,
            conflicting: fact
        )
    }
}
