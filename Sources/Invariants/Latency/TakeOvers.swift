import Histories

/// Whether another server takes up what a dead one has left, or the only one what it finds as it starts.
///
/// A fault of a host excuses every request that is open, and the requests of a server that stays away
/// are open all that time: nobody's latency would tell whether anybody looks after them. So each
/// session whose next event the dead server had accepted, or was at work on, is watched until an agent
/// is asked, or its server is back. It takes another server a whole lease to see that the lease is
/// not renewed, at most two thirds of one in which it leaves the session to others, and a second for
/// the rest. The only server waits for nobody, unless a session's client is away.
///
/// Nobody is held to it while a store fails, a process stalls, or no other server runs. A server
/// elsewhere may leave what it left until it is back.
struct TakeOvers {
    private static let allowance: Int64 = 1_000_000_000

    private struct Watch {
        /// The end of the server that left the event, or the start of the only one there is.
        let beginning: Fact
        let sequence: Int
        let storeTimeBefore: Int64
        let unreachableBefore: Int64
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
        isKnown = context.header.isSimulated
        settings = context.settings
    }

    /// Whether there is no other server to take anything up.
    private var isAlone: Bool { settings.instances == 1 }

    /// Takes a fact of the host.
    mutating func record(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard isKnown else { return }
        switch fact.kind {
        case .serverStarted:
            compareAll(of: fact.instance, fact, ledger, &findings)
            running.insert(fact.instance)
            if isAlone, troubles == 0 { watch(fact, ledger) }
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

    private mutating func watch(_ beginning: Fact, _ ledger: Ledger) {
        let instance = beginning.instance
        for session in ledger.sessions {
            let isAtWorkElsewhere = session.attempts.contains { attempt in
                attempt.isRunning && attempt.invoked.instance != instance
            }
            guard let next = session.requests.first(where: { !$0.isCommitted }),
                next.accepted.instance == instance || session.lease?.instance == instance,
                !isAtWorkElsewhere
            else { continue }
            watches[session.number] = Watch(
                beginning: beginning,
                sequence: next.sequence,
                storeTimeBefore: session.storeTime.total(at: beginning.time),
                unreachableBefore: session.unreachable.total(at: beginning.time)
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
            guard let watch = watches[index],
                instance == nil || watch.beginning.instance == instance
            else { continue }
            compare(watch, end, SessionNumber(index), ledger, &findings)
        }
        forget { instance == nil || $0.beginning.instance == instance }
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
        let session = ledger.session(number)
        let store = session.storeTime.total(at: end.time) - watch.storeTimeBefore
        let away = session.unreachable.total(at: end.time) - watch.unreachableBefore
        let turn = isAlone ? min(away, settings.timeLeftToOthers) : 2 * settings.lease
        let limit = turn + settings.queueInterval + Self.allowance + 2 * store
        let elapsed = end.time - watch.beginning.time
        guard elapsed > limit else { return findings.compared() }
        let instance = "instance \(watch.beginning.instance)"
        let moment = Phrase.at(watch.beginning)
        let whatHappened =
            isAlone
            ? "found as it started \(moment), was not taken up within"
            : "left behind as it ended \(moment), was taken up by no other server within"
        findings.violated(
            "event \(watch.sequence), which \(instance) \(whatHappened) "
                + "\(Phrase.seconds(limit)); \(Phrase.seconds(elapsed)) later it "
                + (end.session.isNone ? "still waits" : "is"),
            first: watch.beginning,
            conflicting: end,
            session: number
        )
    }
}
