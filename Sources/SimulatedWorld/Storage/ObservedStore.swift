import EventsAndEffects
import Histories
import SimulationKernel

/// The store as one life of a server sees it: with latency before and after each transaction, and
/// with every call and every committed row a fact.
///
/// A call takes effect between two waits: a server that dies in the second one does not know what is
/// already committed.
///
/// Driven on the simulation's one thread, like everything of the world.
final class ObservedStore: Store, @unchecked Sendable {
    private let base: any Store
    private let storage: SimulatedStorage
    private let life: ServerPlace

    init(_ base: any Store, storage: SimulatedStorage, life: ServerPlace) {
        self.base = base
        self.storage = storage
        self.life = life
    }

    func append(_ draft: EventDraft) async throws -> AppendAnswer {
        let session = draft.sessionKey
        return try await call("append", of: session, request: draft.message.requestID) {
            let answer = try await base.append(draft)
            if answer.isDuplicate {
                record(
                    .eventDuplicate,
                    of: session,
                    request: draft.message.requestID,
                    sequence: answer.event.sequence
                )
            }
            return answer
        }
    }

    func events(of session: SessionKey, after sequence: Int) async throws -> [Event] {
        try await call("events", of: session) {
            try await base.events(of: session, after: sequence)
        }
    }

    func unprocessed() async throws -> Sweep {
        try await call("unprocessed") { try await base.unprocessed() }
    }

    func sweep(after position: SweepPosition, limit: Int) async throws -> Sweep {
        try await call("sweep") { try await base.sweep(after: position, limit: limit) }
    }

    func cancel(request requestID: String, of session: SessionKey) async throws {
        try await call("cancel", of: session, request: requestID) {
            try await base.cancel(request: requestID, of: session)
        }
    }

    func conversation(of session: SessionKey) async throws -> Conversation {
        try await call("conversation", of: session) {
            let conversation = try await base.conversation(of: session)
            record(.checkpointLoaded, of: session, sequence: conversation.sequence)
            return conversation
        }
    }

    func commit(_ work: UnitOfWork, under lease: Lease) async throws -> CommitAnswer {
        let session = work.sessionKey
        return try await call("commit", of: session, sequence: work.sequence) {
            let answer = try await base.commit(work, under: lease)
            for effect in work.effects
            where answer == .alreadyCommitted || !storage.hasCreated(effect.id) {
                recordDuplicate(effect, of: session, sequence: work.sequence)
            }
            return answer
        }
    }

    func claimNext(under lease: Lease, at now: WallInstant) async throws -> ClaimAnswer {
        try await call("claim", of: lease.sessionKey) {
            try await base.claimNext(under: lease, at: now)
        }
    }

    func complete(_ effectID: String, under lease: Lease, at now: WallInstant) async throws {
        try await call("complete", of: lease.sessionKey, effect: effectID) {
            try await base.complete(effectID, under: lease, at: now)
        }
    }

    func release(_ effectID: String, under lease: Lease, at now: WallInstant) async throws {
        try await call("release", of: lease.sessionKey, effect: effectID) {
            try await base.release(effectID, under: lease, at: now)
        }
    }

    func fail(_ effectID: String, under lease: Lease, at now: WallInstant) async throws {
        try await call("fail", of: lease.sessionKey, effect: effectID) {
            try await base.fail(effectID, under: lease, at: now)
        }
    }

    func releaseExecuting(under lease: Lease, at now: WallInstant) async throws {
        try await call("release-executing", of: lease.sessionKey) {
            try await base.releaseExecuting(under: lease, at: now)
        }
    }

    func sessionsWithPending(
        among sessions: [SessionKey],
        limit: Int
    ) async throws -> [SessionKey] {
        try await call("poll") {
            try await base.sessionsWithPending(among: sessions, limit: limit)
        }
    }

    func takeLease(
        of session: SessionKey,
        for owner: String,
        ifStill stale: Lease?,
        at now: WallInstant
    ) async throws -> LeaseAnswer {
        try await call("take-lease", of: session) {
            try await base.takeLease(of: session, for: owner, ifStill: stale, at: now)
        }
    }

    func renewLeases(of owner: String) async throws -> [Lease] {
        try await call("renew-leases") { try await base.renewLeases(of: owner) }
    }

    func releaseLeases(_ leases: [Lease]) async throws {
        try await call("release-leases") { try await base.releaseLeases(leases) }
    }

    /// Performs one call: a fact, a wait, the transaction with its facts, a wait, a fact.
    private func call<Result>(
        _ operation: String,
        of key: SessionKey? = nil,
        request: String = "",
        sequence: Int = 0,
        effect: String? = nil,
        _ transaction: () async throws -> Result
    ) async throws -> Result {
        try life.incarnation.checkAlive()
        let observer = storage.observer
        let session = key.map { observer.sessions.intern($0) } ?? .none
        let number = storage.nextCall()
        observer.record(
            Fact(
                .storeCalled,
                at: moment,
                session: session,
                request: request,
                sequence: sequence,
                effect: effect,
                operation: operation,
                call: number
            )
        )
        let latency = storage.drawLatency(of: session)
        try await life.incarnation.wait(nanoseconds: latency.before)
        do {
            let result = try await storage.transaction(at: moment) { try await transaction() }
            try life.incarnation.checkAlive()
            try await life.incarnation.wait(nanoseconds: latency.after)
            observer.record(
                Fact(
                    .storeReturned,
                    at: moment,
                    session: session,
                    operation: operation,
                    call: number
                )
            )
            try life.incarnation.checkAlive()
            return result
        } catch let error as StoreError {
            try await life.incarnation.wait(nanoseconds: latency.after)
            refuse(operation, session, number, error)
            throw error
        }
    }

    private func refuse(
        _ operation: String,
        _ session: SessionNumber,
        _ call: Int,
        _ error: StoreError
    ) {
        storage.observer.record(
            Fact(
                .storeRefused,
                at: moment,
                session: session,
                operation: operation,
                call: call
            ) { $0.note = error.description }
        )
        if case .leaseLost = error {
            storage.observer.record(Fact(.leaseLost, at: moment, session: session))
        }
    }

    private func record(
        _ kind: FactKind,
        of session: SessionKey,
        request: String = "",
        sequence: Int
    ) {
        storage.observer.record(
            Fact(
                kind,
                at: moment,
                session: storage.observer.sessions.intern(session),
                request: request,
                sequence: sequence
            )
        )
    }

    private func recordDuplicate(_ effect: EffectDraft, of session: SessionKey, sequence: Int) {
        storage.observer.record(
            Fact(
                .effectDuplicate,
                at: moment,
                session: storage.observer.sessions.intern(session),
                request: effect.frame.requestID,
                sequence: sequence,
                effect: effect.id
            ) { $0.dedupeKey = effect.dedupeKey }
        )
    }

    private var moment: Moment {
        storage.observer.moment(instance: life.instance, incarnation: life.number)
    }
}
