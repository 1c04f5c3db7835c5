import Histories

/// Compares what an outcome and its terminal frame claim of the answer with what the agent did:
/// latency, tokens, and whether it is worth while to ask again.
///
/// The latency is the time from the attempt's start to its result on the monotonic clock, in whole
/// milliseconds. A process that stalled in between, or a history without the attempt, leaves it open,
/// and so does a history from elsewhere, whose source and server read different clocks. What an
/// agent reports of its tokens is handed on as it is. An error that ends a request is the failure of
/// an agent, which the next time may succeed; what it failed of is for the server's log, and may be
/// nothing that a client should read.
struct AnswerClaims {
    /// What rounding, and the step from the agent's last word to the server's note of it, explain.
    private static let tolerance = 1

    private let isSimulated: Bool

    init(header: HistoryHeader) { isSimulated = header.isSimulated }

    /// Compares an outcome, at its `effect-created`.
    func compareOutcome(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard isSimulated, fact.frame == .final else { return }
        let session = ledger.session(fact.session)
        let words = "the outcome of request \(fact.request), committed \(Phrase.at(fact)),"
        compareUsage(fact, words, in: session, &findings)
        guard let request = session.request(sequence: fact.sequence), !ledger.excuses(request)
        else { return }
        compareLatency(fact, words, of: fact.sequence, in: session, &findings)
    }

    /// Compares a terminal frame, as it is handed to a connection.
    func compareFrame(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        let session = ledger.session(fact.session)
        guard isSimulated, let request = session.request(fact.request),
            let effect = request.effects.first
        else { return findings.compared() }
        let words =
            "the \(fact.frame?.rawValue ?? "terminal") frame of request \(fact.request), handed "
            + "to connection \(fact.connection) \(Phrase.at(fact)),"
        if fact.frame == .error {
            if fact.status == "permanent" {
                findings.violated(
                    words
                        + " says that it is no use to ask again; the agent had failed, which may "
                        + "pass",
                    first: effect.created,
                    conflicting: fact
                )
            }
            compareReason(fact, words, of: request.sequence, in: session, &findings)
        }
        if effect.created.latency != nil {
            return compareWithStored(fact, words, effect.created, &findings)
        }
        guard effect.handovers.isEmpty, !ledger.excuses(request) else { return }
        compareLatency(fact, words, of: request.sequence, in: session, &findings)
    }

    private func compareReason(
        _ fact: Fact,
        _ words: String,
        of sequence: Int,
        in session: SessionRecord,
        _ findings: inout Findings
    ) {
        for (_, failure) in attempts(at: sequence, in: session, endedBy: .agentFailed) {
            guard let reason = failure.note, fact.content?.contains(reason) == true else {
                continue
            }
            return findings.violated(
                words + " tells the client what the agent failed of: \(Phrase.quote(reason))",
                first: failure,
                conflicting: fact
            )
        }
        findings.compared()
    }

    private func compareWithStored(
        _ fact: Fact,
        _ words: String,
        _ stored: Fact,
        _ findings: inout Findings
    ) {
        guard fact.frame == .final,
            fact.latency != stored.latency || fact.usage != stored.usage
        else { return findings.compared() }
        findings.violated(
            words + " claims \(Self.phrase(fact)); the stored outcome says \(Self.phrase(stored))",
            first: stored,
            conflicting: fact
        )
    }

    private func compareUsage(
        _ fact: Fact,
        _ words: String,
        in session: SessionRecord,
        _ findings: inout Findings
    ) {
        let reports = attempts(at: fact.sequence, in: session, endedBy: .agentFinished)
        guard let last = reports.last, !reports.contains(where: { $0.end.usage == fact.usage })
        else { return findings.compared() }
        findings.violated(
            words + " claims \(Self.phrase(fact.usage)); the agent had reported "
                + Self.phrase(last.end.usage),
            first: last.end,
            conflicting: fact
        )
    }

    private func compareLatency(
        _ fact: Fact,
        _ words: String,
        of sequence: Int,
        in session: SessionRecord,
        _ findings: inout Findings
    ) {
        let times = attempts(at: sequence, in: session, endedBy: .agentFinished)
            .map { begin, end in Int((end.time - begin.time) / 1_000_000) }
        guard let latency = fact.latency, fact.frame == .final, let last = times.last,
            !times.contains(where: { abs($0 - latency) <= Self.tolerance })
        else { return findings.compared() }
        findings.violated(
            words + " claims a latency of \(latency) ms; the agent had taken \(last) ms",
            first: session.request(sequence: sequence)?.effects.first?.created,
            conflicting: fact
        )
    }

    /// The begin and the end of each attempt at an event that ended in a way.
    private func attempts(
        at sequence: Int,
        in session: SessionRecord,
        endedBy kind: FactKind
    ) -> [(begin: Fact, end: Fact)] {
        session.attempts.compactMap { attempt in
            guard attempt.invoked.sequence == sequence, let end = attempt.ended,
                end.kind == kind
            else { return nil }
            return (attempt.invoked, end)
        }
    }

    private static func phrase(_ claims: Fact) -> String {
        "a latency of \(claims.latency ?? 0) ms and \(phrase(claims.usage))"
    }

    private static func phrase(_ usage: TokenCounts?) -> String {
        usage.map { "\($0.input) tokens read and \($0.output) written" } ?? "no tokens"
    }
}
