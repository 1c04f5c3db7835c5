import EventsAndEffects
import SQLiteStorage

/// A store whose calls do not suspend: each takes effect where it is called.
///
/// Both stores are such. The simulation needs it where no task runs: as a process dies in the middle
/// of a transaction. The methods are those of `Store`.
protocol SynchronousStore: Sendable {
    func append(_ draft: EventDraft) throws(StoreError) -> AppendAnswer
    func events(of session: SessionKey, after sequence: Int) throws(StoreError) -> [Event]
    func unprocessed() throws(StoreError) -> Sweep
    func sweep(after position: SweepPosition, limit: Int) throws(StoreError) -> Sweep
    func cancel(request requestID: String, of session: SessionKey) throws(StoreError)
    func conversation(of session: SessionKey) throws(StoreError) -> Conversation
    func commit(_ work: UnitOfWork, under lease: Lease) throws(StoreError) -> CommitAnswer
    func claimNext(under lease: Lease, at now: WallInstant) throws(StoreError) -> ClaimAnswer
    func complete(
        _ effectID: String,
        under lease: Lease,
        at now: WallInstant
    ) throws(StoreError)
    func release(
        _ effectID: String,
        under lease: Lease,
        at now: WallInstant
    ) throws(StoreError)
    func fail(_ effectID: String, under lease: Lease, at now: WallInstant) throws(StoreError)
    func releaseExecuting(under lease: Lease, at now: WallInstant) throws(StoreError)
    func sessionsWithPending(
        among sessions: [SessionKey],
        limit: Int
    ) throws(StoreError) -> [SessionKey]
    func takeLease(
        of session: SessionKey,
        for owner: String,
        ifStill stale: Lease?,
        at now: WallInstant
    ) throws(StoreError) -> LeaseAnswer
    func renewLeases(of owner: String) throws(StoreError) -> [Lease]
    func releaseLeases(_ leases: [Lease]) throws(StoreError)
}

extension SQLiteStore: SynchronousStore {}
extension InMemoryStore: SynchronousStore {}
