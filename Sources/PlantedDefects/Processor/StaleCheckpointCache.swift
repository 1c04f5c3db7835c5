import EventsAndEffects
import Synchronization

extension PlantedDefect {
    /// What another server has done meanwhile is not in the cache.
    static let staleCheckpointCache = PlantedDefect(
        "stale-checkpoint-cache",
        "A server keeps the checkpoints that it has loaded, while another one works on the session.",
        expected: ["ordering.processing", "durability.history"],
        parts: { parts in
            parts.changeProcessor { $0.store = CheckpointCache($0.store) }
        }
    )
}

/// A store that reads each session's checkpoints once.
private final class CheckpointCache: StoreDecorator, @unchecked Sendable {
    private let conversations = Mutex<[SessionKey: Conversation]>([:])

    override func conversation(of session: SessionKey) async throws -> Conversation {
        if let cached = conversations.withLock({ $0[session] }) { return cached }
        let loaded = try await super.conversation(of: session)
        conversations.withLock { $0[session] = loaded }
        return loaded
    }

    override func commit(_ work: UnitOfWork, under lease: Lease) async throws -> CommitAnswer {
        let answer = try await super.commit(work, under: lease)
        conversations.withLock { conversations in
            guard conversations[work.sessionKey]?.sequence == work.sequence - 1 else { return }
            conversations[work.sessionKey]?.turns.append(work.turn)
        }
        return answer
    }
}
