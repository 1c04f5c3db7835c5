import EventsAndEffects
import Synchronization

extension PlantedDefect {
    /// Who writes again has, it is thought, no use for earlier answers.
    static let clearPendingOnMessage = PlantedDefect(
        "clear-pending-on-message",
        "A new user message clears the session's undelivered effects away.",
        expected: ["durability.responses", "lifecycle.status"],
        store: { ClearingStore($0) }
    )
}

/// A store that gives up what waits for a session when a message of it is accepted.
private final class ClearingStore: StoreDecorator, @unchecked Sendable {
    private let leases = Mutex<[SessionKey: Lease]>([:])

    override func takeLease(
        of session: SessionKey,
        for owner: String,
        ifStill stale: Lease?,
        at now: WallInstant
    ) async throws -> LeaseAnswer {
        let answer = try await super.takeLease(of: session, for: owner, ifStill: stale, at: now)
        if case .taken(let lease, _) = answer { leases.withLock { $0[session] = lease } }
        return answer
    }

    override func append(_ draft: EventDraft) async throws -> AppendAnswer {
        let answer = try await super.append(draft)
        let lease = leases.withLock { $0[draft.sessionKey] }
        guard !answer.isDuplicate, let lease else { return answer }
        while case .claimed(let effect)? = try? await super.claimNext(
            under: lease,
            at: draft.createdAt
        ) {
            try? await super.fail(effect.id, under: lease, at: draft.createdAt)
        }
        return answer
    }
}
