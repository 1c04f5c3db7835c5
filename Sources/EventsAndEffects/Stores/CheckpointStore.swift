/// Where the outcomes of processed events are kept, and the unit of work that makes an outcome and
/// its effects one (FR-012, FR-015).
public protocol CheckpointStore: Sendable {
    /// The session's processed past; empty if nothing was processed yet.
    func conversation(of session: SessionKey) async throws -> Conversation

    /// Commits an event's checkpoint and effects in ONE transaction (FR-015).
    ///
    /// Repeating a commit is harmless: a checkpoint of that seq that is there already means that
    /// nothing is written and `.alreadyCommitted` is returned; so is an effect whose dedupe key
    /// exists (FR-019).
    ///
    /// - Throws: `StoreError.leaseLost` if `lease` is no longer the session's lease,
    ///   `StoreError.outOfSequence` unless the checkpoint follows the session's last one.
    func commit(_ work: UnitOfWork, under lease: Lease) async throws -> CommitAnswer
}

/// What one processed event leaves behind.
public struct UnitOfWork: Hashable, Sendable {
    /// The session that was processed.
    public let sessionKey: SessionKey
    /// The seq of the event, and so of its checkpoint.
    public let sequence: Int
    /// What the checkpoint keeps.
    public let turn: Turn
    /// What is to be delivered, in order.
    public let effects: [EffectDraft]
    /// When it was finished, by the wall clock.
    public let createdAt: WallInstant

    /// Makes a unit of work.
    public init(
        sessionKey: SessionKey,
        sequence: Int,
        turn: Turn,
        effects: [EffectDraft],
        createdAt: WallInstant
    ) {
        self.sessionKey = sessionKey
        self.sequence = sequence
        self.turn = turn
        self.effects = effects
        self.createdAt = createdAt
    }

    /// `<session_key>:<seq>`.
    public var checkpointID: String { "\(sessionKey.text):\(sequence)" }
}

/// What `commit` did.
public enum CommitAnswer: Hashable, Sendable {
    /// Checkpoint and effects were written now.
    case committed
    /// They were there already; nothing was written.
    case alreadyCommitted
}
