import Histories

/// What the facts say of one session.
///
/// It holds the requests that are open and, of the settled ones, a few whose terminal frame is
/// still on its way, so that its memory is bounded.
final class SessionRecord {
    private static let recentLimit = 4
    private static let settledLimit = 1024
    /// The store's operations that change an effect.
    private static let changesOfEffects = [
        "claim", "complete", "release", "fail", "release-executing",
    ]

    let number: SessionNumber
    /// The seq of the last event.
    var lastSequence = 0
    /// The seq of the last committed outcome.
    var checkpointSequence = 0
    // Unchecked here and below: looked through for most facts, by one thread at a time.

    /// The arrivals of messages that are not accepted, in their order.
    private(set) var arrivals: [Fact] = []
    /// The requests, in the order of their seq.
    @exclusivity(unchecked) private(set) var requests: [RequestRecord] = []
    /// The names of all requests ever accepted.
    private(set) var accepted = RequestNames()
    /// The connections that the server holds open, in the order of opening.
    @exclusivity(unchecked) var connections: [ConnectionRecord] = []
    /// The claim of the effect that is being executed.
    var execution: Fact?
    /// How long no connection was open or had room.
    var unreachable = CountedTime()
    /// How long it could be reached, but not by the server that had the lease; and how often.
    var astray = CountedTime()
    var strayCount = 0
    /// How long its own store calls have taken.
    @exclusivity(unchecked) private(set) var storeTime = StoreTime()
    /// How many completing writes have not returned: the server does not know yet what they have
    /// done.
    private(set) var openCompletions = 0
    /// The attempts of the event that the agent has or had last.
    @exclusivity(unchecked) var attempts: [AttemptRecord] = []
    var conversation = Conversation()
    /// The last `lease-taken`.
    var lease: Fact?
    /// The last time for which each instance held the lease.
    @exclusivity(unchecked) var leases: [Int: LeaseRecord] = [:]
    /// The `take-lease` of each instance that has not returned.
    var leaseCalls: [Int: Fact] = [:]
    /// The calls of each instance that ask the store to change an effect: when the last one was made,
    /// or the first of those that overlap, and how many are open.
    @exclusivity(unchecked) private var effectCalls: [Int: (asked: Int64, open: Int)] = [:]
    /// How many effects were created, and how many of them are settled and forgotten.
    private(set) var effectCount = 0
    private(set) var forgottenEffectCount = 0

    init(number: SessionNumber) {
        self.number = number
        unreachable.set(1, at: 0)
    }

    /// Takes note of a store call, or of its end.
    func recordCall(_ fact: Fact) {
        storeTime.record(fact)
        guard let operation = fact.operation, Self.changesOfEffects.contains(operation) else {
            return
        }
        recordEffectCall(fact)
        guard operation == "complete" || operation == "fail" else { return }
        openCompletions = max(0, openCompletions + (fact.kind == .storeCalled ? 1 : -1))
    }

    private func recordEffectCall(_ fact: Fact) {
        let open = effectCalls[fact.instance]?.open ?? 0
        guard fact.kind == .storeCalled else {
            // An end without a beginning says nothing.
            if open > 0 { effectCalls[fact.instance]?.open -= 1 }
            return
        }
        if open == 0 { effectCalls[fact.instance] = (fact.time, 0) }
        effectCalls[fact.instance]?.open += 1
    }

    /// When an instance last asked the store to change an effect: of several calls that overlap, nobody
    /// can tell which one a change is of, and the first counts.
    func effectCall(of instance: Int) -> Int64? { effectCalls[instance]?.asked }

    /// Takes note that the store calls of an instance that has died never end.
    func endCalls(of end: Fact) {
        effectCalls[end.instance]?.open = 0
        storeTime.end(of: end.instance, at: end.time)
        openCompletions = 0
    }

    /// Returns the lease of an instance that another one has taken over since; nil also for facts
    /// that name no instance.
    func lostLease(of instance: Int) -> LeaseRecord? {
        leases[instance].flatMap { $0.takeOver == nil ? nil : $0 }
    }

    /// Returns the record of a request that is still held.
    func request(_ name: String) -> RequestRecord? { requests.last { $0.request == name } }

    /// Returns the record of the request with a seq that is still held.
    func request(sequence: Int) -> RequestRecord? {
        requests.last { $0.sequence == sequence }
    }

    /// Returns the attempt at an event that runs at an instance.
    func runningAttempt(of sequence: Int, at instance: Int) -> AttemptRecord? {
        attempts.last {
            $0.isRunning && $0.invoked.sequence == sequence && $0.invoked.instance == instance
        }
    }

    /// Returns whether another instance has taken the lease since one did something.
    func hasMoved(since fact: Fact) -> Bool {
        lease.map { $0.step > fact.step && $0.instance != fact.instance } ?? false
    }

    /// Returns the record of an effect that is still held.
    func effect(_ id: String?) -> EffectRecord? {
        guard let id else { return nil }
        for request in requests {
            for effect in request.effects where effect.id == id { return effect }
        }
        return nil
    }

    /// Takes note that a message arrived; one that is sent again is accepted already.
    func arrive(_ message: Fact) {
        if !accepted.contains(message.request) { arrivals.append(message) }
    }

    /// Takes note that a request was accepted.
    func accept(_ fact: Fact) {
        lastSequence = max(lastSequence, fact.sequence)
        accepted.insert(fact.request)
        let arrived = arrivals.first { $0.request == fact.request }
        if arrived != nil { arrivals.removeAll { $0.request == fact.request } }
        requests.append(
            RequestRecord(
                request: fact.request,
                sequence: fact.sequence,
                accepted: fact,
                arrived: arrived
            )
        )
    }

    /// Takes note of a new effect, and of the outcome that it stands for.
    func create(_ fact: Fact) -> EffectRecord {
        effectCount += 1
        let effect = EffectRecord(id: fact.effect ?? "", ordinal: effectCount, created: fact)
        let known = request(sequence: fact.sequence)
        conversation.append(
            sequence: fact.sequence,
            text: known?.accepted.content,
            outcome: fact
        )
        let owner =
            known
            ?? RequestRecord(
                request: fact.request,
                sequence: fact.sequence,
                accepted: fact,
                arrived: nil
            )
        owner.effects.append(effect)
        if known == nil { requests.append(owner) }
        return effect
    }

    /// Forgets requests that are settled and received, but for the last few, and the oldest settled
    /// ones of too many that nobody received.
    func forgetSettled() {
        guard requests.count > Self.recentLimit else { return }
        let done = requests.count { $0.isSettled && $0.isReceived }
        var excess = max(done - Self.recentLimit, requests.count - Self.settledLimit)
        guard excess > 0 else { return }
        let isCrowded = requests.count > Self.settledLimit
        requests.removeAll { request in
            let isOld = isCrowded || request.isReceived
            guard excess > 0, request.isSettled, isOld else { return false }
            excess -= 1
            forgottenEffectCount += request.effects.count
            return true
        }
    }
}
