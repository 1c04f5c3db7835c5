import EventsAndEffects
import Synchronization

/// A store that numbers checkpoints in the order in which events are processed.
///
/// The shipped store refuses a checkpoint that does not follow the last one; so each is written with
/// the next number, whatever the event's own is. Made for one event.
final class ProcessingOrderStore: StoreDecorator, @unchecked Sendable {
    private let sequence: Int
    private let isRetry: Bool
    private let committed = Mutex<Int?>(nil)

    init(_ base: any Store, sequence: Int, isRetry: Bool) {
        self.sequence = sequence
        self.isRetry = isRetry
        super.init(base)
    }

    /// A past as long as the processor expects it before the event: without what overtook it, and
    /// with gaps for what it has overtaken.
    override func conversation(of session: SessionKey) async throws -> Conversation {
        var conversation = try await super.conversation(of: session)
        let count = conversation.sequence
        committed.withLock { $0 = count }
        guard isRetry || sequence > count else { return conversation }
        conversation.turns = Array(conversation.turns.prefix(sequence - 1))
        while conversation.sequence < sequence - 1 {
            conversation.turns.append(Turn(question: "", outcome: .failed))
        }
        return conversation
    }

    override func commit(_ work: UnitOfWork, under lease: Lease) async throws -> CommitAnswer {
        let known = committed.withLock { $0 }
        let count: Int
        if let known {
            count = known
        } else {
            count = try await super.conversation(of: work.sessionKey).sequence
            committed.withLock { $0 = count }
        }
        let checkpointID = "\(work.sessionKey.text):\(count + 1)"
        let effects = work.effects.enumerated().map { index, draft in
            EffectDraft(
                id: draft.id,
                checkpointID: checkpointID,
                ordinal: index + 1,
                frame: draft.frame
            )
        }
        let renumbered = UnitOfWork(
            sessionKey: work.sessionKey,
            sequence: count + 1,
            turn: work.turn,
            effects: effects,
            createdAt: work.createdAt
        )
        return try await super.commit(renumbered, under: lease)
    }
}
