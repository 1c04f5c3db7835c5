import Histories

/// Compares how soon a server repeats what the store has refused: a store that is short of breath gets
/// none back while it is asked again and again, and whoever waits longer each time does nothing for a
/// long while after the store is well again.
///
/// `retry-delay` lies between two calls. What is given up may begin anew, as a lease that is asked for
/// by the queue and then by the runner; so a few refusals within one delay say nothing yet. Nor does a
/// late call for which there is another reason than the wait: the process stalled, the lease was lost
/// in between, or the client left; for a poll, that no client was there whose answers are handed over
/// already. A server elsewhere may wait for less, or for longer.
struct Repetitions {
    /// How many refusals of one operation within one delay are too many.
    private static let limit = 5
    /// How much later than the delay a call may be repeated, in nanoseconds.
    private static let allowance: Int64 = 1_000_000_000
    /// The operations that a server repeats by itself, each for one session at a time.
    private static let repeated: Set<String> = [
        "commit", "take-lease", "release-executing", "complete", "release", "fail",
    ]
    /// Further ones that may be asked for by several at once: only how late they are repeated is compared.
    private static let shared: Set<String> = [
        "append", "cancel", "events", "conversation", "unprocessed", "sweep", "poll",
    ]

    /// The last refusal, and which lease the session had.
    private struct Refusal {
        let fact: Fact
        let lease: Fact?
    }

    private let delay: Int64
    /// How often a server makes the calls that it makes all the time, where that is slower.
    private let intervals: [String: Int64]
    private let isKnown: Bool
    private var refusals: [StoreWork: [Fact]] = [:]
    /// What the store has refused and nobody has asked for again.
    private var waiting: [StoreWork: Refusal] = [:]

    init(header: HistoryHeader) {
        let settings = header.settings
        delay = settings.retryDelay
        intervals = [
            "sweep": max(settings.queueInterval, delay), "poll": max(settings.pollInterval, delay),
        ]
        isKnown = header.isSimulated
    }

    /// Takes a store call, or its end.
    mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        if fact.kind == .storeRefused { refuse(fact, ledger, &findings) }
        // Fast path: nearly always nothing waits.
        if fact.kind == .storeCalled, !waiting.isEmpty { call(fact, ledger, &findings) }
    }

    private mutating func refuse(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard isKnown, let work = StoreWork(fact) else { return }
        let operation = work.operation
        let isRepeated = Self.repeated.contains(operation)
        let lease = ledger.session(fact.session).lease
        // Who waits for another server looks only now and then whether that one is done.
        let isGlance = operation == "conversation" && lease?.instance != fact.instance
        if isRepeated || Self.shared.contains(operation) && !isGlance {
            waiting[work] = Refusal(fact: fact, lease: lease)
        }
        if isRepeated { count(fact, as: work, &findings) }
    }

    private mutating func call(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard let work = StoreWork(fact) else { return }
        // A session that is worked on is one less to poll for, and may be the last.
        if !fact.session.isNone { waiting[poll(at: fact.instance)] = nil }
        guard let refusal = waiting.removeValue(forKey: work) else { return }
        let refused = refusal.fact
        guard refused.incarnation == fact.incarnation,
            !ledger.host(fact.instance).hasStalled(since: refused.time),
            ledger.session(fact.session).lease?.step == refusal.lease?.step
        else { return }
        let operation = work.operation
        let wait = intervals[operation] ?? delay
        guard fact.time > refused.time + wait + Self.allowance else { return findings.compared() }
        let isPoll = work == poll(at: fact.instance)
        guard !isPoll || hasIdleSession(since: refused, at: fact.instance, ledger) else { return }
        findings.violated(
            "\(Phrase.incarnation(fact)) repeated \(operation) only \(Phrase.at(fact)), "
                + "\(Phrase.seconds(fact.time - refused.time)) after the store had refused it; "
                + "\(Phrase.seconds(wait)) lie between two calls, and "
                + "\(Phrase.seconds(Self.allowance)) more are allowed",
            first: refused,
            conflicting: fact
        )
    }

    private func poll(at instance: Int) -> StoreWork {
        StoreWork("poll", of: .none, at: instance)
    }

    /// Whether a server had a session to poll for ever since a refusal; it asks for none whose effects
    /// it is handing over.
    private func hasIdleSession(since refused: Fact, at instance: Int, _ ledger: Ledger) -> Bool {
        ledger.sessions.contains { session in
            session.execution == nil
                && session.connections.contains { connection in
                    guard let opened = connection.opened, connection.left == nil else {
                        return false
                    }
                    return opened.instance == instance && opened.time <= refused.time
                }
        }
    }

    /// Takes the end of a connection or of a lease: what was to be done for it may be given up.
    mutating func giveUp(_ fact: Fact) {
        guard !waiting.isEmpty else { return }
        waiting = waiting.filter { $0.key.session != fact.session }
    }

    /// Takes one refusal of what is repeated for one session.
    private mutating func count(_ fact: Fact, as work: StoreWork, _ findings: inout Findings) {
        guard !fact.session.isNone else { return }
        var recent = refusals.removeValue(forKey: work) ?? []
        recent.removeAll { fact.time &- $0.time >= delay || $0.incarnation != fact.incarnation }
        recent.append(fact)
        guard recent.count == Self.limit else {
            refusals[work] = recent
            return findings.compared()
        }
        findings.violated(
            "\(Phrase.incarnation(fact)) repeated \(work.operation) at once as the store refused it, "
                + "\(Self.limit) times from \(Phrase.seconds(recent[0].time)) to "
                + "\(Phrase.seconds(fact.time)); \(Phrase.seconds(delay)) lie between two calls",
            first: recent[0],
            conflicting: fact
        )
    }
}
