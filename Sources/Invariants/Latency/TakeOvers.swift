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
/// Nobody is held to it while a store fails, a process stalls, or no other server runs; as soon as that
/// is over, the time begins anew for what no server has taken up. A server elsewhere may leave what it
/// left until it is back.
struct TakeOvers {
    private static let allowance: Int64 = 1_000_000_000

    private struct Watch {
        /// The end of the server that left the event, or the start of the only one there is.
        let beginning: Fact
        /// Since when it counts: the beginning, or the end of the trouble that came after it.
        let since: Fact
        let sequence: Int
        let storeTimeBefore: Int64
        let unreachableBefore: Int64
    }

    private let isKnown: Bool
    private let settings: HistorySettings
    /// The instances that run.
    private var running: Set<Int> = []
    /// How the others ended.
    private var ended: [Int: Fact] = [:]
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
            ended[fact.instance] = nil
            if isAlone, troubles == 0 { watch(fact, ledger) }
        case .serverCrashed, .serverStopped:
            running.remove(fact.instance)
            ended[fact.instance] = fact
            // What another server had taken up, and died over, is nobody's fault.
            forget { _ in true }
            if !running.isEmpty, troubles == 0 { watch(fact, ledger) }
        case .faultInjected where Self.isTrouble(fact):
            troubles += 1
            forget { _ in true }
        case .faultHealed where Self.isTrouble(fact):
            troubles -= 1
            if troubles == 0, !running.isEmpty { watchAnew(since: fact, ledger) }
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

    /// Watches what dead servers have left and no other one was at work on.
    private mutating func watchAnew(since healed: Fact, _ ledger: Ledger) {
        for (instance, end) in ended.sorted(by: { $0.key < $1.key }) {
            watch(end, since: healed, ledger) { session, sequence in
                session.attempts.last { $0.invoked.sequence == sequence }?.invoked.instance
                    ?? instance == instance
            }
        }
    }

    private mutating func watch(
        _ beginning: Fact,
        since: Fact? = nil,
        _ ledger: Ledger,
        where isLeft: (SessionRecord, _ sequence: Int) -> Bool = { _, _ in true }
    ) {
        let instance = beginning.instance
        let since = since ?? beginning
        for session in ledger.sessions {
            let isAtWorkElsewhere = session.attempts.contains { attempt in
                attempt.isRunning && attempt.invoked.instance != instance
            }
            guard let next = session.requests.first(where: { !$0.isCommitted }),
                next.accepted.instance == instance || session.lease?.instance == instance,
                !isAtWorkElsewhere, isLeft(session, next.sequence)
            else { continue }
            if watches[session.number] == nil { count += 1 }
            watches[session.number] = Watch(
                beginning: beginning,
                since: since,
                sequence: next.sequence,
                storeTimeBefore: session.storeTime.total(at: since.time),
                unreachableBefore: session.unreachable.total(at: since.time)
            )
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
        let isRenewed = watch.since.step != watch.beginning.step
        // A call that the store has just refused is repeated after a while.
        let delay = isRenewed ? settings.retryDelay : 0
        let limit = turn + settings.queueInterval + Self.allowance + delay + 2 * store
        let elapsed = end.time - watch.since.time
        guard elapsed > limit else { return findings.compared() }
        let instance = "instance \(watch.beginning.instance)"
        let moment = Phrase.at(watch.beginning)
        let whatHappened =
            isAlone
            ? "found as it started \(moment), was not taken up within"
            : "left behind as it ended \(moment), was taken up by no other server within"
        let whence =
            isRenewed ? " of the end of \(watch.since.fault ?? "") \(Phrase.at(watch.since))" : ""
        findings.violated(
            "event \(watch.sequence), which \(instance) \(whatHappened) "
                + "\(Phrase.seconds(limit))\(whence); \(Phrase.seconds(elapsed)) later it "
                + (end.session.isNone ? "still waits" : "is"),
            first: watch.beginning,
            conflicting: end,
            session: number
        )
    }
}
