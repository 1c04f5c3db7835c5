import Histories

/// Compares how long executions last: until the first acknowledgement, the end of the last
/// connection that could acknowledge, or the timeout without either.
///
/// A server elsewhere may have other reasons to go on with one.
struct ExecutionTimes {
    /// What is allowed beyond timeout and store time, in nanoseconds.
    private static let allowance: Int64 = 100_000_000

    private let isKnown: Bool
    private let settings: HistorySettings
    /// The store time of each session at the claim of what it is executing.
    private var storeTimeBefore = NumberMap<Int64>(0)
    /// The hand-over of what each session is executing, the first one since its claim.
    private var handovers = NumberMap<Fact?>(nil)
    /// The end of its last connection since.
    private var losses = NumberMap<Fact?>(nil)

    init(header: HistoryHeader) {
        isKnown = header.isSimulated
        settings = header.settings
    }

    mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard isKnown else { return }
        switch fact.kind {
        case .effectClaimed:
            storeTimeBefore[fact.session] =
                ledger.session(fact.session).storeTime.total(at: fact.time)
            handovers[fact.session] = nil
            losses[fact.session] = nil
        case .terminalSent:
            if handovers[fact.session] == nil { handovers[fact.session] = fact }
        case .connectionClosed: close(fact, ledger)
        case .effectCompleted, .effectReleased: end(fact, ledger, &findings)
        default: break
        }
    }

    /// Takes note of the end of the last connection that the frame may have been handed to.
    private mutating func close(_ fact: Fact, _ ledger: Ledger) {
        guard let handover = handovers[fact.session], losses[fact.session] == nil else { return }
        let isLast = !ledger.session(fact.session).connections.contains {
            $0.number != fact.connection && $0.opened?.instance == handover.instance
        }
        if isLast { losses[fact.session] = fact }
    }

    private func end(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        let session = ledger.session(fact.session)
        guard let effect = session.effect(fact.effect), effect.status == .executing,
            let claim = effect.claim, claim.instance == fact.instance,
            !ledger.hasEnded(incarnationOf: claim),
            session.leases[fact.instance].map({ $0.taken.step < claim.step }) ?? true,
            let request = session.request(sequence: effect.sequence), !ledger.excuses(request)
        else { return }
        let timeout = claim.time + settings.acknowledgementTimeout
        let acknowledgement = effect.acknowledgements.first {
            $0.step > claim.step && $0.instance == claim.instance && $0.time < timeout
        }
        let end = [acknowledgement, losses[fact.session]].compactMap(\.self)
            .filter { $0.time < timeout }.min { $0.step < $1.step }
        let due = end?.time ?? timeout
        let store = session.storeTime.total(at: fact.time) - storeTimeBefore[fact.session]
        guard fact.time > due + store + Self.allowance else { return findings.compared() }
        let verb = fact.kind == .effectCompleted ? "completed" : "released"
        let reason =
            end.map { end in
                end.kind == .connectionClosed
                    ? "its last connection had closed \(Phrase.at(end))"
                    : "its acknowledgement had arrived \(Phrase.at(end))"
            } ?? "no acknowledgement had arrived by \(Phrase.seconds(timeout))"
        findings.violated(
            "the effect of request \(request.request), claimed \(Phrase.at(claim)), was only \(verb) "
                + "\(Phrase.at(fact)), though \(reason); the store explains "
                + "\(Phrase.seconds(store)), and \(Phrase.seconds(Self.allowance)) is allowed",
            first: end ?? claim,
            conflicting: fact
        )
    }
}
