package import Histories

/// Checks that a session's events are processed one after another, each until it has an outcome.
package struct OrderingProcessing: Checker {
    package static let invariant = Invariant(
        "ordering.processing",
        "Per session event n+1 is not given to the agent before event n's outcome is committed; "
            + "no two attempts of one session run at once, on any instance; another attempt begins "
            + "only after the last one failed and its back-off, exceeded the agent timeout or "
            + "ended with its incarnation or its lease; a request is given up after exactly as many "
            + "failed attempts as configured; who has lost the lease commits nothing and stops.",
        specification: ["FR-004", "FR-009"]
    )
    package static let interests: [FactKind] = [
        .agentInvoked, .agentFinished, .agentFailed, .agentAbandoned, .checkpointCommitted,
        .effectCreated,
    ]
    package static let needs: [FactKind] = [.agentInvoked, .checkpointCommitted]

    package static func explanations(with settings: HistorySettings) -> [FactKind] {
        [.agentFinished, .agentFailed, .agentAbandoned, .serverCrashed, .serverStopped]
            + (settings.instances > 1 ? [.leaseTaken] : [])
    }

    private var agentTimeout: Int64 { tally.settings.agentTimeout }
    private let tally: AttemptTally
    private let isSimulated: Bool

    package init(_ context: CheckContext) {
        tally = AttemptTally(header: context.header)
        isSimulated = context.header.isSimulated
    }

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        let session = ledger.session(fact.session)
        if fact.kind == .effectCreated {
            return tally.compareEnd(fact, session, ledger, &findings)
        }
        if let lease = session.lostLease(of: fact.instance) {
            compareLost(fact, lease, ledger, &findings)
        }
        if isSimulated, fact.kind == .agentFinished {
            compareOwnership(fact, session, ledger, &findings)
        }
        guard fact.kind == .agentInvoked else { return }
        compareTurn(fact, session, &findings)
        for attempt in session.attempts where attempt.isRunning {
            compareOverlap(fact, with: attempt, session, ledger, &findings)
        }
        let previous = session.attempts.last { $0.invoked.sequence == fact.sequence }
        guard let previous, let end = previous.ended else { return }
        guard !mayFollow(fact, previous, end, ledger) else {
            return tally.compareNext(fact, after: end, of: previous, session, ledger, &findings)
        }
        findings.violated(
            "the agent was asked again for \(Phrase.request(fact)) \(Phrase.at(fact)), though the "
                + "attempt of \(Phrase.seconds(previous.invoked.time)) \(reason(previous, end))",
            first: end,
            conflicting: fact
        )
    }

    /// Compares what an instance does after another one has taken its lease over.
    private func compareLost(
        _ fact: Fact,
        _ lease: LeaseRecord,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        let isCommit = fact.kind == .checkpointCommitted
        guard isCommit || !ledger.isUnaware(lease, at: fact.time), let takeOver = lease.takeOver
        else { return findings.compared() }
        let deed =
            switch fact.kind {
            case .checkpointCommitted: "committed the outcome of event \(fact.sequence)"
            case .agentInvoked: "gave event \(fact.sequence) to the agent"
            default: "went on with its attempt of event \(fact.sequence) until its end"
            }
        findings.violated(
            "\(Phrase.incarnation(fact)) \(deed) \(Phrase.at(fact)), though "
                + "\(Phrase.incarnation(takeOver)) had taken the session over "
                + Phrase.at(takeOver),
            first: takeOver,
            conflicting: fact
        )
    }

    /// Compares an attempt's end with that of the lease as its own server counts it: from when the
    /// last renewal was sent, whoever else wants the session.
    ///
    /// A server elsewhere may count otherwise.
    private func compareOwnership(
        _ fact: Fact,
        _ session: SessionRecord,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        guard let lease = session.leases[fact.instance], lease.takeOver == nil,
            lease.taken.incarnation == fact.incarnation, let end = ledger.end(of: lease),
            fact.time > end, !ledger.host(fact.instance).hasStalled(since: end)
        else { return findings.compared() }
        findings.violated(
            "\(Phrase.incarnation(fact)) went on with its attempt of event \(fact.sequence) until "
                + "\(Phrase.seconds(fact.time)), though its lease had run out at "
                + "\(Phrase.seconds(end)), as no renewal sent in time had returned",
            first: lease.taken,
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
        if let lease = attempt.lease, lease.takeOver != nil, ledger.isUnaware(lease, at: fact.time)
        {
            return findings.compared()
        }
        findings.violated(
            "an attempt of event \(fact.sequence) began \(Phrase.at(fact)) on "
                + "\(Phrase.incarnation(fact)), while the attempt of event "
                + "\(attempt.invoked.sequence) from \(Phrase.seconds(attempt.invoked.time)) on "
                + "\(Phrase.incarnation(attempt.invoked)) was still running",
            first: attempt.invoked,
            conflicting: fact
        )
    }

    /// Whether a life of a server still has what an agent has answered: it came in time, and stays
    /// until it is committed, under whichever lease.
    ///
    /// A server elsewhere may forget it with the lease.
    private func isKept(
        _ attempt: AttemptRecord,
        _ end: Fact,
        _ fact: Fact,
        _ ledger: Ledger
    ) -> Bool {
        isSimulated && attempt.invoked.instance == fact.instance
            && attempt.invoked.incarnation == fact.incarnation
            && attempt.leaseEnd.map { end.time < $0 } ?? false
            && !ledger.host(fact.instance).hasStalled(since: attempt.invoked.time)
    }

    private func mayFollow(
        _ fact: Fact,
        _ previous: AttemptRecord,
        _ end: Fact,
        _ ledger: Ledger
    ) -> Bool {
        if previous.lease?.takeOver != nil { return true }
        return switch end.kind {
        case .agentFailed, .serverCrashed, .serverStopped: true
        // It may have been given up in the very instant of its end, by a process that had stalled.
        case .agentAbandoned where end.time - previous.invoked.time >= agentTimeout,
            .agentFinished where end.time - previous.invoked.time >= agentTimeout:
            true
        // An owner whose renewal has not returned in time stops its attempts.
        case .agentAbandoned where previous.leaseEnd.map { $0 <= end.time } ?? false: true
        // Its outcome could not be committed any more under a lease that was taken anew.
        case .agentFinished where previous.lease.map(ledger.hasLapsed) ?? false:
            !isKept(previous, end, fact, ledger)
        default: ledger.hasEnded(incarnationOf: previous.invoked)
        }
    }

    private func reason(_ attempt: AttemptRecord, _ end: Fact) -> String {
        end.kind == .agentFinished
            ? "had finished \(Phrase.at(end))"
            : "had been abandoned after \(Phrase.seconds(end.time - attempt.invoked.time)), before "
                + "the agent timeout"
    }
}
