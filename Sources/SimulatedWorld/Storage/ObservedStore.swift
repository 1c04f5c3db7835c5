import EventsAndEffects
import Histories
import SimulationKernel

/// The store as one life of a server sees it: with latency before and after each transaction, and
/// with every call and every committed row a fact.
///
/// A call takes effect between two waits: a server that dies in the first one may die in the middle
/// of its transaction, one that dies in the second does not know what is already committed.
///
/// Driven on the simulation's one thread, like everything of the world.
final class ObservedStore: Store, @unchecked Sendable {
    private let store: OpenedStore
    private let base: any SynchronousStore
    private let storage: SimulatedStorage
    private let life: ServerPlace

    init(_ store: OpenedStore, storage: SimulatedStorage, life: ServerPlace) {
        self.store = store
        base = store.base
        self.storage = storage
        self.life = life
    }

    func append(_ draft: EventDraft) async throws -> AppendAnswer {
        let session = draft.sessionKey
        let request = draft.message.requestID
        return try await call("append", of: session, request: request) {
            [base] () throws(StoreError) in
            try base.append(draft)
        } note: { answer in
            guard answer.isDuplicate else { return }
            record(
                .eventDuplicate,
                of: session,
                request: request,
                sequence: answer.event.sequence
            )
        }
    }

    func events(of session: SessionKey, after sequence: Int) async throws -> [Event] {
        try await call("events", of: session) { [base] () throws(StoreError) in
            try base.events(of: session, after: sequence)
        }
    }

    func unprocessed() async throws -> Sweep {
        try await call("unprocessed") { [base] () throws(StoreError) in try base.unprocessed() }
    }

    func sweep(after position: SweepPosition, limit: Int) async throws -> Sweep {
        try await call("sweep") { [base] () throws(StoreError) in
            try base.sweep(after: position, limit: limit)
        }
    }

    func cancel(request requestID: String, of session: SessionKey) async throws {
        try await call("cancel", of: session, request: requestID) {
            [base] () throws(StoreError) in try base.cancel(request: requestID, of: session)
        }
    }

    func conversation(of session: SessionKey) async throws -> Conversation {
        try await call("conversation", of: session) { [base] () throws(StoreError) in
            try base.conversation(of: session)
        } note: {
            record(.checkpointLoaded, of: session, sequence: $0.sequence)
        }
    }

    func commit(_ work: UnitOfWork, under lease: Lease) async throws -> CommitAnswer {
        let session = work.sessionKey
        return try await call("commit", of: session, sequence: work.sequence) {
            [base] () throws(StoreError) in
            try base.commit(work, under: lease)
        } note: { answer in
            for effect in work.effects
            where answer == .alreadyCommitted || !storage.hasCreated(effect.id) {
                recordDuplicate(effect, of: session, sequence: work.sequence)
            }
        }
    }

    func claimNext(under lease: Lease, at now: WallInstant) async throws -> ClaimAnswer {
        try await call("claim", of: lease.sessionKey) { [base] () throws(StoreError) in
            try base.claimNext(under: lease, at: now)
        }
    }

    func complete(_ effectID: String, under lease: Lease, at now: WallInstant) async throws {
        try await call("complete", of: lease.sessionKey, effect: effectID) {
            [base] () throws(StoreError) in try base.complete(effectID, under: lease, at: now)
        }
    }

    func release(_ effectID: String, under lease: Lease, at now: WallInstant) async throws {
        try await call("release", of: lease.sessionKey, effect: effectID) {
            [base] () throws(StoreError) in try base.release(effectID, under: lease, at: now)
        }
    }

    func fail(_ effectID: String, under lease: Lease, at now: WallInstant) async throws {
        try await call("fail", of: lease.sessionKey, effect: effectID) {
            [base] () throws(StoreError) in try base.fail(effectID, under: lease, at: now)
        }
    }

    func releaseExecuting(under lease: Lease, at now: WallInstant) async throws {
        try await call("release-executing", of: lease.sessionKey) {
            [base] () throws(StoreError) in try base.releaseExecuting(under: lease, at: now)
        }
    }

    func sessionsWithPending(
        among sessions: [SessionKey],
        limit: Int
    ) async throws -> [SessionKey] {
        try await call("poll") { [base] () throws(StoreError) in
            try base.sessionsWithPending(among: sessions, limit: limit)
        }
    }

    func takeLease(
        of session: SessionKey,
        for owner: String,
        ifStill stale: Lease?,
        at now: WallInstant
    ) async throws -> LeaseAnswer {
        try await call("take-lease", of: session) { [base] () throws(StoreError) in
            try base.takeLease(of: session, for: owner, ifStill: stale, at: now)
        }
    }

    func renewLeases(of owner: String) async throws -> [Lease] {
        try await call("renew-leases") { [base] () throws(StoreError) in
            try base.renewLeases(of: owner)
        }
    }

    func releaseLeases(_ leases: [Lease]) async throws {
        // One alone is given up by whoever works on its session, which waits for that.
        try await call("release-leases", of: leases.count == 1 ? leases[0].sessionKey : nil) {
            [base] () throws(StoreError) in try base.releaseLeases(leases)
        }
    }
}

extension ObservedStore {
    /// Performs one call: a fact, a wait, the transaction with its facts, a wait, a fact.
    private func call<Answer>(
        _ operation: String,
        of key: SessionKey? = nil,
        request: String = "",
        sequence: Int = 0,
        effect: String? = nil,
        _ transaction: @escaping () throws(StoreError) -> Answer,
        note: (Answer) -> Void = { _ in }
    ) async throws -> Answer {
        try life.incarnation.checkAlive()
        let session = key.map { storage.observer.sessions.intern($0) } ?? .none
        let number = storage.nextCall()
        storage.inFlight.begin(
            CallInFlight(number: number, store: store, life: life) { _ = try? transaction() }
        )
        storage.observer.record(
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
        let latency = storage.latency.draw(of: session)
        do {
            try await life.incarnation.wait(nanoseconds: latency.before)
        } catch {
            storage.inFlight.end(number)
            throw error
        }
        storage.inFlight.end(number)
        let outcome = storage.perform(operation, in: store, at: moment, transaction, note: note)
        try life.incarnation.checkAlive()
        let slept = (store.mount?.takeSleep() ?? 0) * 1_000
        try await life.incarnation.wait(nanoseconds: latency.after + slept)
        switch outcome {
        case .answered(let answer):
            storage.observer.record(
                Fact(
                    .storeReturned,
                    at: moment,
                    session: session,
                    operation: operation,
                    call: number
                )
            )
            try life.incarnation.checkAlive()
            return answer
        case .refused(let error, let isCommitted):
            refuse(operation, session, number, error, isCommitted: isCommitted)
            throw error
        }
    }

    private func refuse(
        _ operation: String,
        _ session: SessionNumber,
        _ call: Int,
        _ error: StoreError,
        isCommitted: Bool
    ) {
        storage.observer.record(
            Fact(
                .storeRefused,
                at: moment,
                session: session,
                operation: operation,
                call: call
            ) { details in
                details.note = error.description
                if isCommitted { details.status = "committed" }
            }
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
