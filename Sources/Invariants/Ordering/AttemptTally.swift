import Histories

/// Counts the failed attempts at an event: how long another one has to wait, and when it is the end.
///
/// Attempts count together while they are made by one life of a server under one lease: another one
/// begins anew. A history from elsewhere is measured so only if it says what its server is set to.
struct AttemptTally {
    let settings: HistorySettings
    /// Whether back-off and number of attempts are those of the server, and no guess.
    private let isKnown: Bool

    init(header: HistoryHeader) {
        settings = header.settings
        let usual = HistorySettings()
        isKnown =
            header.isSimulated || settings.retryDelay != usual.retryDelay
            || settings.maximumAttempts != usual.maximumAttempts
    }

    /// Compares when another attempt begins with the back-off of the one before.
    func compareNext(
        _ fact: Fact,
        after end: Fact,
        of previous: AttemptRecord,
        _ session: SessionRecord,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        guard isKnown, isFailure(previous), !ledger.hasEnded(incarnationOf: previous.invoked),
            previous.invoked.instance == fact.instance,
            session.leases[fact.instance] === previous.lease
        else { return findings.compared() }
        let failures = failures(with: previous, session, where: isFailure)
        guard failures < settings.maximumAttempts else {
            return findings.violated(
                "the agent was asked again for \(Phrase.request(fact)) \(Phrase.at(fact)), after "
                    + "\(failures) failed attempts; \(settings.maximumAttempts) are the most",
                first: end,
                conflicting: fact
            )
        }
        let backOff = settings.retryDelay << Int64(min(failures - 1, 20))
        guard fact.time < end.time + backOff else { return findings.compared() }
        findings.violated(
            "the agent was asked again for \(Phrase.request(fact)) \(Phrase.at(fact)), "
                + "\(Phrase.seconds(fact.time - end.time)) after its attempt had failed; the back-off "
                + "is \(Phrase.seconds(backOff))",
            first: end,
            conflicting: fact
        )
    }

    /// Compares the commit of a failure with the attempts that it ends.
    func compareEnd(
        _ fact: Fact,
        _ session: SessionRecord,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        guard isKnown, fact.frame == .error else { return }
        let last = session.attempts.last {
            $0.invoked.sequence == fact.sequence && $0.invoked.instance == fact.instance
                && !ledger.hasEnded(incarnationOf: $0.invoked)
        }
        let count = last.map { failures(with: $0, session, where: mayHaveFailed) } ?? 0
        guard count < settings.maximumAttempts else { return findings.compared() }
        findings.violated(
            "\(Phrase.request(fact)) was given up \(Phrase.at(fact)) after \(count) failed "
                + "\(count == 1 ? "attempt" : "attempts") of \(settings.maximumAttempts)",
            first: last?.ended ?? session.request(fact.request)?.accepted,
            conflicting: fact
        )
    }

    /// How many attempts have failed under the lease and in the life of that one.
    private func failures(
        with last: AttemptRecord,
        _ session: SessionRecord,
        where hasFailed: (AttemptRecord) -> Bool
    ) -> Int {
        session.attempts.count {
            $0.invoked.sequence == last.invoked.sequence && $0.lease === last.lease
                && $0.invoked.instance == last.invoked.instance
                && $0.invoked.incarnation == last.invoked.incarnation && hasFailed($0)
        }
    }

    private func isFailure(_ attempt: AttemptRecord) -> Bool {
        switch attempt.ended?.kind {
        case .agentFailed: true
        case .agentAbandoned: hasTimedOut(attempt)
        default: false
        }
    }

    /// Whether it failed, or finished so late that it may have counted as failed.
    private func mayHaveFailed(_ attempt: AttemptRecord) -> Bool {
        isFailure(attempt) || attempt.ended?.kind == .agentFinished && hasTimedOut(attempt)
    }

    private func hasTimedOut(_ attempt: AttemptRecord) -> Bool {
        attempt.ended.map { $0.time - attempt.invoked.time >= settings.agentTimeout } ?? false
    }
}
