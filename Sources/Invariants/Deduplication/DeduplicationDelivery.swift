package import Histories

/// Checks that a terminal frame is handed over again only where the first time may have been lost.
///
/// In a run of the simulator also that a server remembers an acknowledgement that came too late: it
/// completes the effect at the next claim, without sending. A server elsewhere may send it again.
package struct DeduplicationDelivery: Checker {
    package static let invariant = Invariant(
        "deduplication.delivery",
        "Per connection a terminal frame is handed over a second time only if the first was "
            + "followed by the end of that incarnation, a lease take-over, or no acknowledgement "
            + "arriving within the timeout; to another connection only if that one was open at the "
            + "claim or the effect was not completed.",
        specification: ["SC-005"]
    )
    package static let interests: [FactKind] = [.terminalSent]
    package static let needs: [FactKind] = [.eventAppended, .effectCreated, .terminalSent]

    package static func partialNeeds(with settings: HistorySettings) -> [PartialNeed] {
        let late = PartialNeed(
            [.effectClaimed, .effectCompleted, .connectionOpened],
            for: "what late connections are handed"
        )
        guard settings.acknowledgements else { return [late] }
        return [late, PartialNeed([.frameArrived], for: "what was acknowledged")]
    }

    package static func explanations(with settings: HistorySettings) -> [FactKind] {
        [.serverCrashed, .serverStopped] + (settings.instances > 1 ? [.leaseTaken] : [])
    }

    private let hasAcknowledgements: Bool
    private let timeout: Int64
    private let remembersLateOnes: Bool

    package init(_ context: CheckContext) {
        remembersLateOnes = context.header.isSimulated
        hasAcknowledgements = context.settings.acknowledgements
        timeout = context.settings.acknowledgementTimeout
    }

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        let session = ledger.session(fact.session)
        guard let effect = session.request(fact.request)?.effects.first else {
            return compareForgotten(fact, session, &findings)
        }
        if remembersLateOnes, hasAcknowledgements,
            let acknowledgement = effect.lateAcknowledgement(before: fact, in: session)
        {
            return findings.violated(
                "connection \(fact.connection) was handed the response to request "
                    + "\(fact.request) \(Phrase.at(fact)), though an acknowledgement of it had "
                    + "arrived \(Phrase.at(acknowledgement)), before the effect was claimed again",
                first: acknowledgement,
                conflicting: fact
            )
        }
        guard let earlier = effect.handover(to: fact.connection) else {
            return compareOther(fact, effect, ledger, &findings)
        }
        guard let problem = problem(fact, after: earlier, effect, session, ledger) else {
            return findings.compared()
        }
        findings.violated(
            "connection \(fact.connection) was handed the response to request \(fact.request) "
                + "again \(Phrase.at(fact)), after \(Phrase.seconds(earlier.sent.time)): "
                + problem,
            first: earlier.sent,
            conflicting: fact
        )
    }

    /// The ledger forgets a request only some time after it was completed and received.
    private func compareForgotten(
        _ fact: Fact,
        _ session: SessionRecord,
        _ findings: inout Findings
    ) {
        let isForgotten =
            session.accepted.contains(fact.request) && session.request(fact.request) == nil
        guard isForgotten else { return }
        findings.violated(
            "connection \(fact.connection) was handed the response to request \(fact.request) "
                + "\(Phrase.at(fact)), which had long been completed and received",
            conflicting: fact
        )
    }

    /// Says why a second hand-over to the same connection was not due; nil when it was.
    private func problem(
        _ fact: Fact,
        after earlier: EffectRecord.Handover,
        _ effect: EffectRecord,
        _ session: SessionRecord,
        _ ledger: Ledger
    ) -> String? {
        if ledger.hasEnded(incarnationOf: earlier.sent) { return nil }
        if session.hasMoved(since: earlier.sent) { return nil }
        // An owner whose renewal has not returned in time has given the effect back, and taken the
        // session over from itself.
        if let lease = earlier.lease, ledger.hasLapsed(lease) { return nil }
        guard hasAcknowledgements else { return "nothing says that the first one was lost" }
        // The runner waits from the claim on, at the earliest.
        let deadline = (earlier.claim ?? earlier.sent).time + timeout
        // One that arrives at another instance answers another hand-over: who waits cannot know it.
        let acknowledgement = effect.acknowledgements.first {
            $0.step > earlier.sent.step && $0.time < deadline
                && $0.instance == earlier.sent.instance
        }
        if let acknowledgement {
            return "its acknowledgement had arrived \(Phrase.at(acknowledgement))"
        }
        guard fact.time < deadline else { return nil }
        return "its acknowledgement was not due before \(Phrase.seconds(deadline))"
    }

    private func compareOther(
        _ fact: Fact,
        _ effect: EffectRecord,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        guard effect.status == .completed, let claim = effect.claim,
            let opened = ledger.connection(fact.connection)?.opened, opened.step > claim.step
        else { return findings.compared() }
        findings.violated(
            "connection \(fact.connection), opened \(Phrase.at(opened)), was handed the response "
                + "to request \(fact.request) \(Phrase.at(fact)), which had been completed "
                + Phrase.at(effect.last),
            first: effect.last,
            conflicting: fact
        )
    }
}
