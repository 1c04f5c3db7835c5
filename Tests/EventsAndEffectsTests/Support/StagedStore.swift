import EventsAndEffects

/// A store in memory whose calls the test can count, slow down and make fail.
final class StagedStore: Store, @unchecked Sendable {
    /// How a call fails.
    enum Failure {
        /// Nothing is written.
        case before
        /// It is written, and the caller does not get to know.
        case after
        /// A row cannot be read.
        case corrupt
    }

    /// What the store holds.
    let base = InMemoryStore()
    private let clock: StagedClock
    /// The calls that were made, in order.
    private(set) var calls: [String] = []
    /// The next calls of an operation that fail, by its name.
    var failures: [String: [Failure]] = [:]
    /// Whether every call fails.
    var isDown = false
    /// How long each call takes before it is performed.
    var latency: Duration = .milliseconds(1)
    /// How long calls of an operation take instead.
    var latencies: [String: Duration] = [:]

    init(clock: StagedClock) {
        self.clock = clock
    }

    /// The statuses of the session's effects, in row order, with their attempt counts: `pending/0`.
    func effects(of key: String) -> [String] {
        base.inspect().effects.filter { $0.session == key }
            .map { "\($0.status)/\($0.attemptCount)" }
    }

    /// The outcomes of the session's checkpoints, in order.
    func outcomes(of key: String) throws -> [Outcome] {
        base.conversation(of: try SessionKey(key)).turns.map(\.outcome)
    }

    private func call<Result>(_ name: String, _ body: () throws -> Result) async throws -> Result {
        calls.append(name)
        try await clock.sleep(for: latencies[name] ?? latency)
        var failure: Failure? = isDown ? .before : nil
        if failure == nil, failures[name]?.isEmpty == false {
            failure = failures[name]?.removeFirst()
        }
        if failure == .before { throw StoreError.unavailable("the test wants it so") }
        if failure == .corrupt { throw StoreError.corrupt("the test wants it so") }
        let result = try body()
        if failure == .after { throw StoreError.unavailable("the test wants it so") }
        return result
    }

    func append(_ draft: EventDraft) async throws -> AppendAnswer {
        try await call("append") { try base.append(draft) }
    }

    func events(of session: SessionKey, after sequence: Int) async throws -> [Event] {
        try await call("events") { base.events(of: session, after: sequence) }
    }

    func unprocessed() async throws -> Sweep {
        try await call("unprocessed") { base.unprocessed() }
    }

    func sweep(after position: SweepPosition, limit: Int) async throws -> Sweep {
        try await call("sweep") { base.sweep(after: position, limit: limit) }
    }

    func cancel(request requestID: String, of session: SessionKey) async throws {
        try await call("cancel") { base.cancel(request: requestID, of: session) }
    }

    func conversation(of session: SessionKey) async throws -> Conversation {
        try await call("conversation") { base.conversation(of: session) }
    }

    func commit(_ work: UnitOfWork, under lease: Lease) async throws -> CommitAnswer {
        try await call("commit") { try base.commit(work, under: lease) }
    }

    func claimNext(under lease: Lease, at now: WallInstant) async throws -> ClaimAnswer {
        try await call("claim") { try base.claimNext(under: lease, at: now) }
    }

    func complete(_ effectID: String, under lease: Lease, at now: WallInstant) async throws {
        try await call("complete") { try base.complete(effectID, under: lease, at: now) }
    }

    func release(_ effectID: String, under lease: Lease, at now: WallInstant) async throws {
        try await call("release") { try base.release(effectID, under: lease, at: now) }
    }

    func fail(_ effectID: String, under lease: Lease, at now: WallInstant) async throws {
        try await call("fail") { try base.fail(effectID, under: lease, at: now) }
    }

    func releaseExecuting(under lease: Lease, at now: WallInstant) async throws {
        try await call("release-executing") {
            try base.releaseExecuting(under: lease, at: now)
        }
    }

    func sessionsWithPending(
        among sessions: [SessionKey],
        limit: Int
    ) async throws -> [SessionKey] {
        try await call("poll") { base.sessionsWithPending(among: sessions, limit: limit) }
    }

    func takeLease(
        of session: SessionKey,
        for owner: String,
        ifStill stale: Lease?,
        at now: WallInstant
    ) async throws -> LeaseAnswer {
        try await call("take-lease") {
            try base.takeLease(of: session, for: owner, ifStill: stale, at: now)
        }
    }

    func renewLeases(of owner: String) async throws -> [Lease] {
        try await call("renew") { base.renewLeases(of: owner) }
    }

    func releaseLeases(_ leases: [Lease]) async throws {
        try await call("release-leases") { try base.releaseLeases(leases) }
    }
}
