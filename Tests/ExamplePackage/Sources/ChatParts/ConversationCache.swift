public import EventsAndEffects
import Synchronization

/// A store that remembers the conversations of the sessions whose leases it gave out, so that each
/// message costs one read less.
///
/// Under a lease nobody else commits. Whatever leaves open what the store holds by now makes it
/// forget: a lease that is given back or held by another server, and a commit that failed, since it
/// may have taken effect all the same.
public final class ConversationCache: StoreDecorator, @unchecked Sendable {
    private struct Memory {
        var conversation: Conversation?
        /// Grows with each change: what was read before it is out of date.
        var version = 0
    }

    private let owned = Mutex<[SessionKey: Memory]>([:])

    /// Takes a lease; what is known of the session is from before.
    public override func takeLease(
        of session: SessionKey,
        for owner: String,
        ifStill stale: Lease?,
        at now: WallInstant
    ) async throws -> LeaseAnswer {
        forget(session)
        let answer = try await super.takeLease(of: session, for: owner, ifStill: stale, at: now)
        if case .taken = answer { owned.withLock { $0[session] = Memory() } }
        return answer
    }

    /// Frees leases, and forgets their sessions.
    public override func releaseLeases(_ leases: [Lease]) async throws {
        for lease in leases { forget(lease.sessionKey) }
        try await super.releaseLeases(leases)
    }

    /// The session's past, from memory if it is known.
    public override func conversation(of session: SessionKey) async throws -> Conversation {
        let memory = owned.withLock { $0[session] }
        if let conversation = memory?.conversation { return conversation }
        let conversation = try await super.conversation(of: session)
        owned.withLock { owned in
            if let memory, owned[session]?.version == memory.version {
                owned[session]?.conversation = conversation
            }
        }
        return conversation
    }

    /// Commits an outcome, and adds it to what is remembered.
    public override func commit(
        _ work: UnitOfWork,
        under lease: Lease
    ) async throws -> CommitAnswer {
        let before = change(work.sessionKey) { $0.conversation.take() }
        let answer = try await super.commit(work, under: lease)
        guard answer == .committed, var after = before, after.sequence == work.sequence - 1
        else { return answer }
        after.turns.append(work.turn)
        _ = change(work.sessionKey) { $0.conversation = after }
        return answer
    }

    private func forget(_ session: SessionKey) {
        owned.withLock { $0[session] = nil }
    }

    /// Changes what is remembered of a session, if its lease is here.
    private func change<Result>(
        _ session: SessionKey,
        _ body: (inout Memory) -> Result?
    ) -> Result? where Result: Sendable {
        owned.withLock { owned in
            guard var memory = owned[session] else { return nil }
            memory.version += 1
            defer { owned[session] = memory }
            return body(&memory)
        }
    }
}
