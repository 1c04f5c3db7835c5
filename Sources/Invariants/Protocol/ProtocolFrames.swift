package import Histories

/// Checks that the server speaks the protocol: frames, answers, closings and cancels.
///
/// Each clause keeps its own account: `Audience` (who gets a terminal frame), `Refusals` (bad
/// frames), `Closings`, `Cancels`, `Waits` (for room in buffers), `AnswerClaims`.
package struct ProtocolFrames: Checker {
    package static let invariant = Invariant(
        "protocol.frames",
        "Every frame out is valid, its latency and tokens those of the attempt; each accepted "
            + "request gets exactly one kind of terminal frame, on every connection open from the "
            + "claim to the completion whose buffer has room; a bad frame gets its error frame, or "
            + "its connection closed, and harms nobody; the server closes a connection only with "
            + "1008, 1009, keep-alive, overflow or its own stop, one whose ids make no session key at "
            + "once, and one whose buffer has no room neither later than when too much waits, or for "
            + "too long, nor sooner; a cancel that precedes the committing call, and not its own "
            + "message, ends in cancelled, and nothing else does; it stops an attempt that runs, ends "
            + "the wait for the next one, and lets none begin.",
        specification: ["FR-028", "FR-029"]
    )
    package static let interests: [FactKind] = [
        .terminalSent, .errorSent, .frameArrived, .connectionOpened, .connectionClosed,
        .effectCompleted, .effectCreated, .storeCalled, .storeReturned, .storeRefused,
        .serverCrashed, .serverStopped, .faultInjected, .phaseChanged, .sendBlocked, .sendResumed,
        .agentToken, .tokenSent, .agentAbandoned, .effectReleased, .effectFailed, .leaseTaken,
        .leaseLost, .eventAppended, .agentInvoked,
    ]
    package static let needs: [FactKind] = [
        .eventAppended, .terminalSent, .connectionOpened, .frameArrived, .effectClaimed,
        .effectCompleted,
    ]

    package static func partialNeeds(with settings: HistorySettings) -> [PartialNeed] {
        [
            PartialNeed([.effectCreated], for: "how cancelled requests end"),
            PartialNeed([.connectionClosed], for: "how connections are closed"),
        ]
    }

    package static func explanations(with settings: HistorySettings) -> [FactKind] {
        [
            .errorSent, .sendBlocked, .connectionClosed, .serverCrashed, .serverStopped,
            .faultInjected, .phaseChanged,
        ]
    }

    private var refusals: Refusals
    private var closings: Closings
    private var cancels: Cancels
    private var waits: Waits
    private let answerClaims: AnswerClaims

    package init(_ context: CheckContext) {
        cancels = Cancels(context)
        waits = Waits(header: context.header)
        closings = Closings(header: context.header)
        refusals = Refusals(header: context.header)
        answerClaims = AnswerClaims(header: context.header)
    }

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        switch fact.kind {
        case .agentInvoked: cancels.begin(fact, ledger, &findings)
        case .agentToken: waits.yield(fact, &findings)
        case .tokenSent: waits.send(fact)
        case .storeCalled: cancels.call(fact, ledger, &findings)
        case .storeReturned, .storeRefused: cancels.callEnds(fact, ledger)
        case .terminalSent: compareFrame(fact, ledger, &findings)
        case .errorSent:
            compareError(fact, &findings)
            refusals.answer(fact, &findings)
        case .frameArrived:
            refusals.arrive(fact, ledger, &findings)
            closings.arrive(fact, ledger, &findings)
            waits.arrive(fact)
            if fact.frame == .cancel { cancels.arrive(fact, ledger) }
        case .connectionOpened: closings.open(fact)
        case .connectionClosed:
            refusals.close(fact, ledger, &findings)
            closings.close(fact, ledger, &findings)
            waits.close(fact, ledger, &findings)
            waits.end(fact, ledger, &findings) { $0.connection == fact.connection }
        case .sendBlocked: waits.begin(fact, ledger)
        case .sendResumed: waits.end(fact, ledger, &findings) { $0.connection == fact.connection }
        case .eventAppended: cancels.accept(fact, ledger)
        case .effectCreated:
            cancels.commit(fact, &findings)
            answerClaims.compareOutcome(fact, ledger, &findings)
        case .effectCompleted:
            Audience.compare(fact, ledger, &findings)
            endWaits(of: fact, ledger, &findings)
        case .effectReleased, .effectFailed, .agentAbandoned, .leaseTaken, .leaseLost:
            endWaits(of: fact, ledger, &findings)
        default: observeHost(fact, ledger, &findings)
        }
    }

    package mutating func finish(_ ledger: Ledger, _ findings: inout Findings) {
        closings.finish(&findings)
    }

    /// What a session's server has stopped sending waits no longer; frames of no event still do.
    private mutating func endWaits(
        of fact: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        waits.end(fact, ledger, &findings) { blocked in
            blocked.session == fact.session
                && (fact.request.isEmpty || blocked.request == fact.request)
        }
    }

    private mutating func observeHost(
        _ fact: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        switch fact.kind {
        case .serverCrashed, .serverStopped:
            refusals.end(fact)
            closings.end(fact)
            cancels.end(fact)
            waits.end(fact, ledger, &findings) { $0.instance == fact.instance }
        case .faultInjected: if fact.fault == "restart" { closings.stopBegins(fact, ledger) }
        default:
            guard fact.phase == .stopped else { return }
            refusals.compareRest(fact, ledger, &findings)
            closings.compareRest(fact, &findings)
            waits.end(fact, ledger, &findings) { _ in true }
            closings.stopBegins(fact, ledger)
        }
    }

    private func compareFrame(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        if let latency = fact.latency, latency < 0 {
            findings.violated(
                "the \(fact.frame?.rawValue ?? "terminal") frame of request \(fact.request), handed "
                    + "to connection \(fact.connection) \(Phrase.at(fact)), claims a latency of "
                    + "\(latency) ms",
                conflicting: fact
            )
        } else {
            answerClaims.compareFrame(fact, ledger, &findings)
        }
        let effect = ledger.session(fact.session).request(fact.request)?.effects.first
        guard let earlier = effect?.handovers.first?.sent, let kind = fact.frame,
            let other = earlier.frame, kind != other
        else { return }
        findings.violated(
            "request \(fact.request) got its \(kind.rawValue) frame on connection \(fact.connection) "
                + "\(Phrase.at(fact)), after its \(other.rawValue) frame on connection "
                + "\(earlier.connection) \(Phrase.at(earlier))",
            first: earlier,
            conflicting: fact
        )
    }

    private func compareError(_ fact: Fact, _ findings: inout Findings) {
        guard fact.frame == .invalid else { return findings.compared() }
        findings.violated(
            "connection \(fact.connection) was handed a frame that the protocol does not have "
                + "\(Phrase.at(fact)): \(Phrase.quote(fact.content ?? ""))",
            conflicting: fact
        )
    }
}
