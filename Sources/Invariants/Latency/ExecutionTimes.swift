import Histories

/// Compares how long executions last: until the first acknowledgement, or the timeout without one.
struct ExecutionTimes {
    /// What is allowed beyond timeout and store time, in nanoseconds.
    private static let allowance: Int64 = 100_000_000

    private let settings: HistorySettings
    /// The store time of each session at the claim of what it is executing.
    private var storeTimeBefore = NumberMap<Int64>(0)

    init(settings: HistorySettings) { self.settings = settings }

    mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        switch fact.kind {
        case .effectClaimed:
            storeTimeBefore[fact.session] =
                ledger.session(fact.session).storeTime.total(at: fact.time)
        case .effectCompleted, .effectReleased: end(fact, ledger, &findings)
        default: break
        }
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
        let due = acknowledgement?.time ?? timeout
        let store = session.storeTime.total(at: fact.time) - storeTimeBefore[fact.session]
        guard fact.time > due + store + Self.allowance else { return findings.compared() }
        let verb = fact.kind == .effectCompleted ? "completed" : "released"
        let reason =
            acknowledgement.map { "its acknowledgement had arrived \(Phrase.at($0))" }
            ?? "no acknowledgement had arrived by \(Phrase.seconds(timeout))"
        findings.violated(
            "the effect of request \(request.request), claimed \(Phrase.at(claim)), was only \(verb) "
                + "\(Phrase.at(fact)), though \(reason); the store explains "
                + "\(Phrase.seconds(store)), and \(Phrase.seconds(Self.allowance)) is allowed",
            first: acknowledgement ?? claim,
            conflicting: fact
        )
    }
}
