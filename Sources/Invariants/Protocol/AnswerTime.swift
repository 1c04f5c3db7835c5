import Histories

/// Compares the latency that a final frame claims with the time that the agent took.
///
/// That is the time from the attempt's start to its result on the monotonic clock, in whole
/// milliseconds. A process that stalled in between, or a history without the attempt, leaves it open,
/// and so does a history from elsewhere, whose source and server read different clocks.
struct AnswerTime {
    /// What rounding, and the step from the agent's last word to the server's note of it, explain.
    private static let tolerance = 1

    private let isExact: Bool

    init(header: HistoryHeader) { isExact = header.isSimulated }

    func compare(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        let session = ledger.session(fact.session)
        guard isExact, let latency = fact.latency, fact.frame == .final,
            let request = session.request(fact.request), let effect = request.effects.first,
            effect.handovers.isEmpty, !ledger.excuses(request)
        else { return findings.compared() }
        let times = session.attempts.compactMap { attempt -> Int? in
            guard attempt.invoked.sequence == request.sequence, let end = attempt.ended,
                end.kind == .agentFinished
            else { return nil }
            return Int((end.time - attempt.invoked.time) / 1_000_000)
        }
        guard let last = times.last, !times.contains(where: { abs($0 - latency) <= Self.tolerance })
        else { return findings.compared() }
        findings.violated(
            "the final frame of request \(fact.request), handed to connection \(fact.connection) "
                + "\(Phrase.at(fact)), claims a latency of \(latency) ms; the agent had taken "
                + "\(last) ms",
            first: effect.created,
            conflicting: fact
        )
    }
}
