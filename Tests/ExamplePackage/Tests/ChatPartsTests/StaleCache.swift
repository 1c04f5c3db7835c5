import EventsAndEffects
import Synchronization

/// The first draft of the cache: right as long as one server alone commits.
final class StaleCache: StoreDecorator, @unchecked Sendable {
    private let known = Mutex<[SessionKey: Conversation]>([:])

    override func conversation(of session: SessionKey) async throws -> Conversation {
        if let conversation = known.withLock({ $0[session] }) { return conversation }
        let conversation = try await super.conversation(of: session)
        known.withLock { $0[session] = conversation }
        return conversation
    }

    override func commit(_ work: UnitOfWork, under lease: Lease) async throws -> CommitAnswer {
        let answer = try await super.commit(work, under: lease)
        known.withLock { $0[work.sessionKey]?.turns.append(work.turn) }
        return answer
    }
}
