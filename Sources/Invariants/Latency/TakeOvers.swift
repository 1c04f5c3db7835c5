import Histories

/// Whether another server takes up what a dead one has left.
///
/// A fault of a host excuses every request that is open, and the requests of a server that stays away
/// are open all that time: nobody's latency would tell whether anybody looks after them. So each
/// session whose next event the dead server had accepted, or was at work on, is watched until an agent
/// is asked, or its server is back. It takes another server a whole lease to see that the lease is
/// not renewed, at most two thirds of one in which it leaves the session to others, and a second for
/// the rest.
///
/// Nobody is held to it while a store fails, a process stalls, or no other server runs. A server
/// elsewhere may leave what it left until it is back.
struct TakeOvers {
    private static let allowance: Int64 = 1_000_000_000

    private struct Watch {
        let end: Fact
        let sequence: Int
        let storeTimeBefore: Int64
    }

    private let isKnown: Bool
    private let settings: HistorySettings
    /// The instances that run.
    private var running: Set<Int> = []
    private var watches = NumberMap<Watch?>(nil)
    /// How many there are, so that most facts cost one comparison.
    private var count = 0
    /// How many stalls and store faults go on.
    private var troubles = 0

    init(_ context: CheckContext) {
        isKnown = context.header.isSimulated && context.settings.instances > 1
        settings = context.settings
    }

    /// Takes a fact of the host.
    mutating func record(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard isKnown else { return }
        switch fact.kind {
        case .serverStarted:
            compareAll(of: fact.instance, fact, ledger, &findings)
            running.insert(fact.instance)
        case .serverCrashed, .serverStopped:
            running.remove(fact.instance)
            // What another server had taken up, and died over, is nobody's fault.
            forget { _ in true }
            if !running.isEmpty, troubles == 0 { watch(fact, ledger) }
        case .faultInjected where Self.isTrouble(fact):
            troubles += 1
            forget { _ in true }
        case .faultHealed where Self.isTrouble(fact): troubles -= 1
        case .phaseChanged:
            compareAll(of: nil, fact, ledger, &findings)
            troubles = 0
        default: break
        }
    }

    /// Takes a step forward in a session.
    mutating func advance(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard count > 0, let watch = watches[fact.session] else { return }
        compare(watch, fact, fact.session, ledger, &findings)
        watches[fact.session] = nil
        count -= 1
    }

    private static func isTrouble(_ fact: Fact) -> Bool {
        fact.fault.map { Excuses.ofStore.contains($0) || $0 == "pause" } ?? false
    }

    private mutating func watch(_ end: Fact, _ ledger: Ledger) {
        for session in ledger.sessions {
            let isAtWorkElsewhere = session.attempts.contains { attempt in
                attempt.isRunning && attempt.invoked.instance != end.instance
            }
            guard let next = session.requests.first(where: { !$0.isCommitted }),
                next.accepted.instance == end.instance || session.lease?.instance == end.instance,
                !isAtWorkElsewhere
            else { continue }
            watches[session.number] = Watch(
                end: end,
                sequence: next.sequence,
                storeTimeBefore: session.storeTime.total(at: end.time)
            )
            count += 1
        }
    }

    private mutating func compareAll(
        of instance: Int?,
        _ end: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        guard count > 0 else { return }
        for index in watches.indices {
            guard let watch = watches[index], instance == nil || watch.end.instance == instance
            else { continue }
            compare(watch, end, SessionNumber(index), ledger, &findings)
        }
        forget { instance == nil || $0.end.instance == instance }
    }

    private mutating func forget(where isMeant: (Watch) -> Bool) {
        guard count > 0 else { return }
        for index in watches.indices {
            guard let watch = watches[index], isMeant(watch) else { continue }
            watches[index] = nil
            count -= 1
        }
    }

    private func compare(
        _ watch: Watch,
        _ end: Fact,
        _ number: SessionNumber,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        let store =
            ledger.session(number).storeTime.total(at: end.time) - watch.storeTimeBefore
        let limit =
            2 * settings.lease + settings.queueInterval + Self.allowance + 2 * store
        let elapsed = end.time - watch.end.time
        guard elapsed > limit else { return findings.compared() }
        findings.violated(
            "event \(watch.sequence), which instance \(watch.end.instance) left behind as it ended "
                + "\(Phrase.at(watch.end)), was taken up by no other server within "
                + "\(Phrase.seconds(limit)); \(Phrase.seconds(elapsed)) later it "
                + (end.session.isNone ? "still waits" : "is"),
            first: watch.end,
            conflicting: end,
            session: number
        )
    }
}
