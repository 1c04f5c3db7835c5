import EventsAndEffects

/// A store that passes everything on: a faulty store overrides what it does wrong.
class StoreDecorator: Store, @unchecked Sendable {
    let base: any Store

    init(_ base: any Store) {
        self.base = base
    }

    func append(_ draft: EventDraft) async throws -> AppendAnswer {
        try await base.append(draft)
    }

    func events(of session: SessionKey, after sequence: Int) async throws -> [Event] {
        try await base.events(of: session, after: sequence)
    }

    func unprocessed() async throws -> Sweep {
        try await base.unprocessed()
    }

    func sweep(after position: SweepPosition, limit: Int) async throws -> Sweep {
        try await base.sweep(after: position, limit: limit)
    }

    func cancel(request requestID: String, of session: SessionKey) async throws {
        try await base.cancel(request: requestID, of: session)
    }

    func conversation(of session: SessionKey) async throws -> Conversation {
        try await base.conversation(of: session)
    }

    func commit(_ work: UnitOfWork, under lease: Lease) async throws -> CommitAnswer {
        try await base.commit(work, under: lease)
    }

    func claimNext(under lease: Lease, at now: WallInstant) async throws -> ClaimAnswer {
        try await base.claimNext(under: lease, at: now)
    }

    func complete(_ effectID: String, under lease: Lease, at now: WallInstant) async throws {
        try await base.complete(effectID, under: lease, at: now)
    }

    func release(_ effectID: String, under lease: Lease, at now: WallInstant) async throws {
        try await base.release(effectID, under: lease, at: now)
    }

    func fail(_ effectID: String, under lease: Lease, at now: WallInstant) async throws {
        try await base.fail(effectID, under: lease, at: now)
    }

    func releaseExecuting(under lease: Lease, at now: WallInstant) async throws {
        try await base.releaseExecuting(under: lease, at: now)
    }

    func sessionsWithPending(
        among sessions: [SessionKey],
        limit: Int
    ) async throws -> [SessionKey] {
        try await base.sessionsWithPending(among: sessions, limit: limit)
    }

    func takeLease(
        of session: SessionKey,
        for owner: String,
        ifStill stale: Lease?,
        at now: WallInstant
    ) async throws -> LeaseAnswer {
        try await base.takeLease(of: session, for: owner, ifStill: stale, at: now)
    }

    func renewLeases(of owner: String) async throws -> [Lease] {
        try await base.renewLeases(of: owner)
    }

    func releaseLeases(_ leases: [Lease]) async throws {
        try await base.releaseLeases(leases)
    }
}
