/// A store that passes everything on to another one: a subclass overrides what it does otherwise.
///
///     final class CountingStore: StoreDecorator, @unchecked Sendable {
///         let commits = Mutex(0)
///         override func commit(
///             _ work: UnitOfWork, under lease: Lease
///         ) async throws -> CommitAnswer {
///             commits.withLock { $0 += 1 }
///             return try await super.commit(work, under: lease)
///         }
///     }
///
/// For caches, measurements, audits. Each method keeps the contract of its protocol, above all that a
/// call is one transaction and may be repeated.
open class StoreDecorator: Store, @unchecked Sendable {
    /// What everything is passed on to.
    public let base: any Store

    /// Makes a store that behaves as `base` does.
    public init(_ base: any Store) {
        self.base = base
    }

    /// Accepts a message; see ``EventStore/append(_:)``.
    open func append(_ draft: EventDraft) async throws -> AppendAnswer {
        try await base.append(draft)
    }

    /// Reads a session's events; see ``EventStore/events(of:after:)``.
    open func events(of session: SessionKey, after sequence: Int) async throws -> [Event] {
        try await base.events(of: session, after: sequence)
    }

    /// Reads what has no checkpoint; see ``EventStore/unprocessed()``.
    open func unprocessed() async throws -> Sweep {
        try await base.unprocessed()
    }

    /// Reads what any server has appended; see ``EventStore/sweep(after:limit:)``.
    open func sweep(after position: SweepPosition, limit: Int) async throws -> Sweep {
        try await base.sweep(after: position, limit: limit)
    }

    /// Notes a client's wish to stop; see ``EventStore/cancel(request:of:)``.
    open func cancel(request requestID: String, of session: SessionKey) async throws {
        try await base.cancel(request: requestID, of: session)
    }

    /// Reads a session's past; see ``CheckpointStore/conversation(of:)``.
    open func conversation(of session: SessionKey) async throws -> Conversation {
        try await base.conversation(of: session)
    }

    /// Commits an outcome and its effects; see ``CheckpointStore/commit(_:under:)``.
    open func commit(_ work: UnitOfWork, under lease: Lease) async throws -> CommitAnswer {
        try await base.commit(work, under: lease)
    }

    /// Claims the oldest effect; see ``OutboxStore/claimNext(under:at:)``.
    open func claimNext(under lease: Lease, at now: WallInstant) async throws -> ClaimAnswer {
        try await base.claimNext(under: lease, at: now)
    }

    /// Writes that an effect is delivered; see ``OutboxStore/complete(_:under:at:)``.
    open func complete(_ effectID: String, under lease: Lease, at now: WallInstant) async throws {
        try await base.complete(effectID, under: lease, at: now)
    }

    /// Makes an effect pending again; see ``OutboxStore/release(_:under:at:)``.
    open func release(_ effectID: String, under lease: Lease, at now: WallInstant) async throws {
        try await base.release(effectID, under: lease, at: now)
    }

    /// Gives an effect up; see ``OutboxStore/fail(_:under:at:)``.
    open func fail(_ effectID: String, under lease: Lease, at now: WallInstant) async throws {
        try await base.fail(effectID, under: lease, at: now)
    }

    /// Makes a session's effects pending again; see ``OutboxStore/releaseExecuting(under:at:)``.
    open func releaseExecuting(under lease: Lease, at now: WallInstant) async throws {
        try await base.releaseExecuting(under: lease, at: now)
    }

    /// Finds sessions to deliver to; see ``OutboxStore/sessionsWithPending(among:limit:)``.
    open func sessionsWithPending(
        among sessions: [SessionKey],
        limit: Int
    ) async throws -> [SessionKey] {
        try await base.sessionsWithPending(among: sessions, limit: limit)
    }

    /// Takes a lease; see ``LeaseStore/takeLease(of:for:ifStill:at:)``.
    open func takeLease(
        of session: SessionKey,
        for owner: String,
        ifStill stale: Lease?,
        at now: WallInstant
    ) async throws -> LeaseAnswer {
        try await base.takeLease(of: session, for: owner, ifStill: stale, at: now)
    }

    /// Renews an owner's leases; see ``LeaseStore/renewLeases(of:)``.
    open func renewLeases(of owner: String) async throws -> [Lease] {
        try await base.renewLeases(of: owner)
    }

    /// Frees leases; see ``LeaseStore/releaseLeases(_:)``.
    open func releaseLeases(_ leases: [Lease]) async throws {
        try await base.releaseLeases(leases)
    }
}
