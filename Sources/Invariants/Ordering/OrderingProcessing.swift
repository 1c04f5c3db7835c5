package import Histories

/// Checks that a session's events are processed one after another, each until it has an outcome.
package struct OrderingProcessing: Checker {
    package static let invariant = Invariant(
        "ordering.processing",
        "Per session event n+1 is not given to the agent before event n's outcome is committed; "
            + "no two attempts of one session run at once, on any instance; another attempt begins "
            + "only after the last one failed, exceeded the agent timeout or ended with its "
            + "incarnation.",
        specification: ["FR-004", "FR-009"]
    )
    package static let interests: [FactKind] = [.agentInvoked]
    package static let needs: [FactKind] = [.agentInvoked, .checkpointCommitted]

    private let agentTimeout: Int64

    package init(_ context: CheckContext) { agentTimeout = context.settings.agentTimeout }

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        let session = ledger.session(fact.session)
        compareTurn(fact, session, &findings)
        for attempt in session.attempts where attempt.isRunning {
            compareOverlap(fact, with: attempt, session, ledger, &findings)
        }
        let previous = session.attempts.last { $0.invoked.sequence == fact.sequence }
        guard let previous, let end = previous.ended else { return }
        guard !mayFollow(fact, previous, end, session, ledger) else { return findings.compared() }
        findings.violated(
            "the agent was asked again for \(Phrase.request(fact)) \(Phrase.at(fact)), though the "
                + "attempt of \(Phrase.seconds(previous.invoked.time)) \(reason(previous, end))",
            first: end,
            conflicting: fact
        )
    }

    private func compareTurn(
        _ fact: Fact,
        _ session: SessionRecord,
        _ findings: inout Findings
    ) {
        let committed = session.checkpointSequence
        if fact.sequence <= committed {
            let checkpoint = session.request(sequence: fact.sequence)?.checkpoint
            findings.violated(
                "event \(fact.sequence) was given to the agent \(Phrase.at(fact)), though its "
                    + "outcome is committed",
                first: checkpoint,
                conflicting: fact
            )
        } else if fact.sequence > committed + 1 {
            findings.violated(
                "event \(fact.sequence) was given to the agent \(Phrase.at(fact)) before the "
                    + "outcome of event \(committed + 1) was committed",
                first: session.request(sequence: committed + 1)?.accepted,
                conflicting: fact
            )
        } else {
            findings.compared()
        }
    }

    private func compareOverlap(
        _ fact: Fact,
        with attempt: AttemptRecord,
        _ session: SessionRecord,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        // A process that was paused beyond its lease may find that another took over.
        let isSuperseded =
            hasMoved(from: attempt.invoked, to: fact, session)
            && ledger.host(attempt.invoked.instance).wasPaused(since: attempt.invoked)
        guard !isSuperseded else { return findings.compared() }
        findings.violated(
            "an attempt of event \(fact.sequence) began \(Phrase.at(fact)) on "
                + "\(Phrase.incarnation(fact)), while the attempt of event "
                + "\(attempt.invoked.sequence) from \(Phrase.seconds(attempt.invoked.time)) on "
                + "\(Phrase.incarnation(attempt.invoked)) was still running",
            first: attempt.invoked,
            conflicting: fact
        )
    }

    private func mayFollow(
        _ fact: Fact,
        _ previous: AttemptRecord,
        _ end: Fact,
        _ session: SessionRecord,
        _ ledger: Ledger
    ) -> Bool {
        switch end.kind {
        case .agentFailed, .serverCrashed, .serverStopped: true
        case .agentAbandoned where end.time - previous.invoked.time >= agentTimeout: true
        default:
            ledger.hasEnded(incarnationOf: previous.invoked)
                || hasMoved(from: previous.invoked, to: fact, session)
        }
    }

    /// Whether another instance took the session over after an attempt had begun.
    private func hasMoved(from earlier: Fact, to later: Fact, _ session: SessionRecord) -> Bool {
        guard earlier.instance != later.instance, let lease = session.lease else { return false }
        return lease.instance == later.instance && lease.step > earlier.step
    }

    private func reason(_ attempt: AttemptRecord, _ end: Fact) -> String {
        end.kind == .agentFinished
            ? "had finished \(Phrase.at(end))"
            : "had been abandoned after \(Phrase.seconds(end.time - attempt.invoked.time)), before "
                + "the agent timeout"
    }
}
