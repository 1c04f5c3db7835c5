import EventsAndEffects
import Synchronization

extension PlantedDefect {
    /// A key that changes with the answer recognises no repeat.
    static let payloadHashKey = PlantedDefect(
        "payload-hash-key",
        "The dedupe key hashes the payload: when a commit whose acknowledgement was lost is done "
            + "again with another answer, there are two effects.",
        expected: ["deduplication.effect"]
    ) { store in
        var parts = ServerParts()
        parts.processor = { ForgetfulProcessor(base: SessionProcessor(context: $0, runner: $1)) }
        return (parts, PayloadHashStore(store))
    }
}

/// A processor that knows nothing of an earlier answer to the request that it is given.
private struct ForgetfulProcessor: EventProcessing {
    let base: SessionProcessor

    func process(
        _ request: OpenRequest,
        attempt: Int,
        under ownership: Ownership
    ) async -> ProcessingResult {
        let copy = OpenRequest(event: request.event)
        return await request.interruptible(by: { $0 == .stopping ? copy.stop() : copy.cancel() }) {
            if request.isStopped { copy.stop() }
            if request.isCancelled { copy.cancel() }
            return await base.process(copy, attempt: attempt, under: ownership)
        }
    }

    func giveUp(_ request: OpenRequest, under ownership: Ownership) async -> ProcessingResult {
        await base.giveUp(request, under: ownership)
    }
}

/// A store that relies on its dedupe keys alone, and makes them of payloads.
///
/// A commit that got no answer counts as failed, so that the agent is asked again. The shipped store
/// would not take a second effect for a checkpoint that is there: the faulty one lets it go in with
/// the session's next commit.
private final class PayloadHashStore: StoreDecorator, @unchecked Sendable {
    private struct Memory {
        /// What was committed, or not, without an answer.
        var unanswered: [SessionKey: UnitOfWork] = [:]
        /// Effects that the shipped store would not take.
        var late: [SessionKey: [EffectDraft]] = [:]
    }

    /// The transaction failed, as far as anybody knows.
    private struct CommitFailed: Error {}

    private let memory = Mutex(Memory())

    override func conversation(of session: SessionKey) async throws -> Conversation {
        var conversation = try await super.conversation(of: session)
        let failed = memory.withLock { $0.unanswered[session]?.sequence }
        if failed == conversation.sequence { conversation.turns.removeLast() }
        return conversation
    }

    override func commit(_ work: UnitOfWork, under lease: Lease) async throws -> CommitAnswer {
        let session = work.sessionKey
        let own = work.effects.map { draft in
            EffectDraft(
                id: draft.id,
                dedupeKey: "\(work.checkpointID)/\(Self.hash(of: draft.frame.text))",
                frame: draft.frame
            )
        }
        let late = memory.withLock { $0.late[session] } ?? []
        let work = work.replacingEffects(late + own)
        do {
            let answer = try await super.commit(work, under: lease)
            memory.withLock { memory in
                let first = memory.unanswered.removeValue(forKey: session)
                memory.late[session] = nil
                if answer == .alreadyCommitted, let first, first.sequence == work.sequence {
                    memory.late[session] = own.filter { effect in
                        !first.effects.contains { $0.dedupeKey == effect.dedupeKey }
                    }
                }
            }
            return answer
        } catch StoreError.unavailable {
            memory.withLock { $0.unanswered[session] = $0.unanswered[session] ?? work }
            throw CommitFailed()
        }
    }

    /// FNV-1a over the bytes.
    private static func hash(of payload: String) -> UInt64 {
        payload.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
