import Synchronization

/// The stores in plain Swift: what the store on SQLite is compared with, and a store for servers
/// that need not survive their process.
///
/// The rows live as long as the object: a server that ends and another that is started on the same
/// object see what a database would show them. Several servers may share it.
///
/// Determinism: rows, their order and all answers depend on the calls alone.
public final class InMemoryStore: Store {
    private let tables: Mutex<InMemoryTables>
    private let observer: (@Sendable ([StoreChange]) -> Void)?

    /// Makes an empty store that tells `observer` of each transaction that changed rows.
    ///
    /// The observer is called in the order of the transactions, before the call that made the
    /// change returns; it must not use the store.
    public init(observer: (@Sendable ([StoreChange]) -> Void)? = nil) {
        self.observer = observer
        tables = Mutex(InMemoryTables(isObserved: observer != nil))
    }

    /// The rows as they are.
    package func inspect() -> InspectedStore {
        tables.withLock { $0.inspected }
    }

    /// Runs one transaction and reports what it changed; a body that throws has changed nothing.
    private func transaction<Result: Sendable>(
        _ body: (inout InMemoryTables) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try tables.withLock { tables throws(StoreError) in
            let result = try body(&tables)
            if let observer, !tables.changes.isEmpty {
                observer(tables.changes)
                tables.changes.removeAll(keepingCapacity: true)
            }
            return result
        }
    }

    // MARK: - EventStore

    /// Accepts a message, or returns the event that its request id has already.
    ///
    /// - Throws: `StoreError.corrupt` if another event has the draft's id.
    public func append(_ draft: EventDraft) throws(StoreError) -> AppendAnswer {
        try transaction { tables throws(StoreError) in try tables.append(draft) }
    }

    /// The session's events with a seq above `sequence`, in order of seq.
    public func events(of session: SessionKey, after sequence: Int) -> [Event] {
        tables.withLock { $0.events(of: session, after: sequence) }
    }

    /// The events that have no checkpoint yet, and which of them were cancelled.
    public func unprocessed() -> Sweep {
        tables.withLock { $0.unprocessed() }
    }

    /// What was appended or cancelled since `position`.
    public func sweep(after position: SweepPosition, limit: Int) -> Sweep {
        tables.withLock { $0.sweep(after: position, limit: limit) }
    }

    /// Notes that a client wants a request stopped, unless it is unknown or processed.
    public func cancel(request requestID: String, of session: SessionKey) {
        tables.withLock { $0.cancel(request: requestID, of: session) }
    }

    // MARK: - CheckpointStore

    /// The session's processed past.
    public func conversation(of session: SessionKey) -> Conversation {
        tables.withLock { $0.conversation(of: session) }
    }

    /// Commits an event's checkpoint and effects in one transaction; repeating it is harmless.
    ///
    /// - Throws: `StoreError.leaseLost`, `.outOfSequence`, `.corrupt` if another effect has an
    ///   effect's id.
    public func commit(_ work: UnitOfWork, under lease: Lease) throws(StoreError) -> CommitAnswer {
        try transaction { tables throws(StoreError) in try tables.commit(work, under: lease) }
    }

    // MARK: - OutboxStore

    /// Claims the session's oldest undelivered effect.
    ///
    /// - Throws: `StoreError.leaseLost`.
    public func claimNext(
        under lease: Lease,
        at now: WallInstant
    ) throws(StoreError) -> ClaimAnswer {
        try transaction { tables throws(StoreError) in
            try tables.claimNext(under: lease, at: now)
        }
    }

    /// `executing → completed`; an effect that is not executing stays as it is.
    ///
    /// - Throws: `StoreError.leaseLost`.
    public func complete(
        _ effectID: String,
        under lease: Lease,
        at now: WallInstant
    ) throws(StoreError) {
        try transaction { tables throws(StoreError) in
            try tables.move(effectID, to: .completed, under: lease, at: now)
        }
    }

    /// `executing → pending`; an effect that is not executing stays as it is.
    ///
    /// - Throws: `StoreError.leaseLost`.
    public func release(
        _ effectID: String,
        under lease: Lease,
        at now: WallInstant
    ) throws(StoreError) {
        try transaction { tables throws(StoreError) in
            try tables.move(effectID, to: .pending, under: lease, at: now)
        }
    }

    /// `executing → failed`; an effect that is not executing stays as it is.
    ///
    /// - Throws: `StoreError.leaseLost`.
    public func fail(
        _ effectID: String,
        under lease: Lease,
        at now: WallInstant
    ) throws(StoreError) {
        try transaction { tables throws(StoreError) in
            try tables.move(effectID, to: .failed, under: lease, at: now)
        }
    }

    /// Releases whatever of the session is `executing`.
    ///
    /// - Throws: `StoreError.leaseLost`.
    public func releaseExecuting(under lease: Lease, at now: WallInstant) throws(StoreError) {
        try transaction { tables throws(StoreError) in
            try tables.releaseExecuting(under: lease, at: now)
        }
    }

    /// Which of `sessions` have a pending effect, those whose effect was created first, first.
    public func sessionsWithPending(among sessions: [SessionKey], limit: Int) -> [SessionKey] {
        tables.withLock { $0.sessionsWithPending(among: sessions, limit: limit) }
    }

    // MARK: - LeaseStore

    /// Takes the session's lease if it is free, the caller's own, or still as `stale`.
    ///
    /// - Throws: `StoreError`, never by itself.
    public func takeLease(
        of session: SessionKey,
        for owner: String,
        ifStill stale: Lease?,
        at now: WallInstant
    ) throws(StoreError) -> LeaseAnswer {
        try transaction { $0.takeLease(of: session, for: owner, ifStill: stale) }
    }

    /// Adds one to `renewal` of all leases of `owner`; in the order of their sessions.
    public func renewLeases(of owner: String) -> [Lease] {
        tables.withLock { $0.renewLeases(of: owner) }
    }

    /// Frees these leases, as far as they are still current.
    public func releaseLeases(_ leases: [Lease]) throws(StoreError) {
        try transaction { $0.releaseLeases(leases) }
    }
}
