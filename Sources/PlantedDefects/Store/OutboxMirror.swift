import EventsAndEffects
import Synchronization

/// A store that also keeps this life's undelivered effects in memory, in creation order: for faulty
/// stores that read the outbox with a statement which the shipped store does not have.
class OutboxMirror: StoreDecorator, @unchecked Sendable {
    /// The effects that are neither completed nor failed.
    let undelivered = Mutex<[Effect]>([])

    override func commit(_ work: UnitOfWork, under lease: Lease) async throws -> CommitAnswer {
        let answer = try await super.commit(work, under: lease)
        guard answer == .committed else { return answer }
        let created = work.effects.map { draft in
            Effect(
                id: draft.id,
                sessionKey: work.sessionKey,
                sequence: work.sequence,
                frame: draft.frame,
                dedupeKey: draft.dedupeKey,
                status: .pending,
                createdAt: work.createdAt,
                attemptCount: 0
            )
        }
        undelivered.withLock { $0 += created }
        return answer
    }

    override func complete(_ effectID: String, under lease: Lease, at now: WallInstant) async throws
    {
        try await super.complete(effectID, under: lease, at: now)
        drop(effectID)
    }

    override func fail(_ effectID: String, under lease: Lease, at now: WallInstant) async throws {
        try await super.fail(effectID, under: lease, at: now)
        drop(effectID)
    }

    /// Forgets an effect that needs no delivery any more.
    func drop(_ effectID: String) {
        undelivered.withLock { $0.removeAll { $0.id == effectID } }
    }
}

extension Effect {
    /// The effect that another row holds, in the place of this one: its row and claim stay.
    func holding(_ other: Effect) -> Effect {
        Effect(
            id: id,
            sessionKey: sessionKey,
            sequence: other.sequence,
            frame: other.frame,
            dedupeKey: other.dedupeKey,
            status: status,
            createdAt: other.createdAt,
            attemptCount: attemptCount
        )
    }
}
