import Histories

/// Which requests latency and progress excuse: those open at any time from the start of a host,
/// store, clock or network-wide fault until recovery from it ends.
///
/// What these words mean in facts:
///
/// - A fault *starts* with its `fault-injected`, and the end of an incarnation (`server-crashed`,
///   `server-stopped`) with that fact, whatever caused it.
/// - It *lasts* until its `fault-healed`; where it ends an incarnation, until the `server-started` of
///   that instance; a store fault also until every call that was open under it has ended. A fault
///   that nothing heals is over where the liveness phase begins. A jump of the clock has no length.
///   A graceful stop hands everything over: where another server runs, it is over with its
///   `server-stopped`, and starting again is no trouble to anybody.
/// - *Recovery* ends, for each session, when what it had open as the fault ended is drained: the
///   effect of each of those requests is completed or failed. After a store fault, and after a host
///   fault where several servers share the store, it takes at least one `lease`: so long it takes
///   until each lease as of then is renewed, released, or has run out and may be taken.
///
/// A request is *open* from its `event-appended` until its effect is completed or failed. So one that
/// is accepted while its session recovers is excused, and one that is accepted afterwards is not.
/// Faults of single sessions (a disconnect, a failing model, a slow reader, a bad frame) excuse
/// nobody: what other sessions suffer does not count, and a session's own trouble is in the terms of
/// each invariant.
struct Excuses {
    /// The faults that concern single sessions.
    private static let ofSessions: Set<String> = [
        "disconnect", "llm-error", "llm-slow", "slow-reader", "bad-frame",
        "bad-connection", "cancel", "duplicate-delivery",
    ]
    /// The faults of the store.
    static let ofStore: Set<String> = ["store-error", "store-slow"]
    /// Faults that are over at once; what a crash brings about shows in the end of the incarnation.
    private static let momentary: Set<String> = [
        "clock-jump", "crash", "power-loss", "schema-downgrade",
    ]
    private static let general = ofStore.union(momentary).union(["pause", "restart"])

    /// A fault that lasts, and how many times over.
    private struct Outage {
        let fault: String
        let instance: Int
        var count = 1
    }

    private let lease: Int64
    private let instances: Int
    private var outages: [Outage] = []
    /// The instances that have crashed, or are on their way down.
    private var down: [Int] = []
    /// The instances that have stopped gracefully.
    private var stopped: [Int] = []
    /// The calls that were made under a store fault and have not ended.
    private var calls: [(call: Int, instance: Int)] = []
    /// When the last fault started.
    private var lastStart = Int64.min
    /// When the last fault was over.
    private var lastEnd = Int64.min
    /// The earliest end of recovery from it, whatever the session.
    private var settledAt = Int64.min

    init(settings: HistorySettings) {
        lease = settings.lease
        instances = settings.instances
    }

    private var hasSeveralServers: Bool { instances > 1 }

    /// Whether no server runs.
    private var isAllDown: Bool { down.count + stopped.count >= instances }

    /// Whether a fault that excuses is going on.
    private var isOutage: Bool {
        !outages.isEmpty || !down.isEmpty || !calls.isEmpty || isAllDown
    }

    /// Whether a store fault is going on.
    private var isStoreFaulty: Bool { outages.contains { Self.ofStore.contains($0.fault) } }

    /// Whether calls to the store must be told, too.
    ///
    /// Fast path: asked in place for each call, which nearly always finds no fault at all; to call
    /// anything for that would cost a copy of everything here.
    @inline(__always)
    var wantsCalls: Bool { !calls.isEmpty || !outages.isEmpty && isStoreFaulty }

    /// Returns whether a request is excused, as of now.
    func excuse(_ request: RequestRecord) -> Bool {
        request.isAcceptedInRecovery || lastStart >= request.accepted.time
    }

    /// Returns whether a session is hit by a fault, or recovers from one.
    func isRecovering(_ session: SessionRecord, at time: Int64) -> Bool {
        guard lastStart > .min else { return false }
        return isOutage || time < settledAt
            || session.requests.contains { $0.accepted.time <= lastEnd && !$0.isSettled }
    }

    /// Takes a fact of the host, or a store call that it wants.
    mutating func record(_ fact: Fact) {
        switch fact.kind {
        case .faultInjected: begin(fact)
        case .faultHealed: heal(fact)
        case .serverCrashed, .serverStopped: lose(fact)
        case .serverStarted: start(fact)
        case .phaseChanged: change(to: fact)
        case .storeCalled:
            if isStoreFaulty, fact.call != 0 { calls.append((fact.call, fact.instance)) }
        case .storeReturned, .storeRefused:
            guard let place = calls.firstIndex(where: { $0.call == fact.call }) else { return }
            calls.remove(at: place)
            if calls.isEmpty { end(fact.time, settling: lease) }
        default: break
        }
    }

    private mutating func lose(_ fact: Fact) {
        lastStart = fact.time
        let isGraceful = fact.kind == .serverStopped
        forget(fact.instance)
        if isGraceful { stopped.append(fact.instance) } else { down.append(fact.instance) }
        if isGraceful, !isAllDown { end(fact.time, settling: 0) }
        let hadCalls = !calls.isEmpty
        calls.removeAll { $0.instance == fact.instance }
        if hadCalls, calls.isEmpty { end(fact.time, settling: lease) }
    }

    private mutating func start(_ fact: Fact) {
        let isTrouble = isAllDown || down.contains(fact.instance)
        forget(fact.instance)
        if isTrouble, lastStart > .min { end(fact.time, settling: hasSeveralServers ? lease : 0) }
    }

    private mutating func forget(_ instance: Int) {
        down.removeAll { $0 == instance }
        stopped.removeAll { $0 == instance }
    }

    private mutating func begin(_ fact: Fact) {
        let fault = fact.fault ?? ""
        let isGeneral =
            Self.general.contains(fault)
            || fact.session.isNone && !Self.ofSessions.contains(fault)
        guard isGeneral else { return }
        lastStart = fact.time
        if Self.momentary.contains(fault) { return end(fact.time, settling: 0) }
        if fault == "restart" {
            if fact.instance != 0, !down.contains(fact.instance) { down.append(fact.instance) }
        } else if let place = place(of: fact) {
            outages[place].count += 1
        } else {
            outages.append(Outage(fault: fault, instance: fact.instance))
        }
    }

    private mutating func heal(_ fact: Fact) {
        guard let place = place(of: fact) else { return }
        outages[place].count -= 1
        guard outages[place].count == 0 else { return }
        let isOfStore = Self.ofStore.contains(outages[place].fault)
        let isOfHost = outages[place].fault == "pause"
        outages.remove(at: place)
        end(fact.time, settling: isOfStore || isOfHost && hasSeveralServers ? lease : 0)
    }

    /// All faults heal where the liveness phase begins; the end of a run is a fault without an end.
    private mutating func change(to fact: Fact) {
        if fact.phase == .liveness, !outages.isEmpty {
            outages = []
            end(fact.time, settling: lease)
        } else if fact.phase == .stopped {
            lastStart = fact.time
        }
    }

    private mutating func end(_ time: Int64, settling: Int64) {
        lastEnd = time
        settledAt = max(settledAt, time + settling)
    }

    private func place(of fact: Fact) -> Int? {
        outages.firstIndex { $0.fault == fact.fault && $0.instance == fact.instance }
    }
}
