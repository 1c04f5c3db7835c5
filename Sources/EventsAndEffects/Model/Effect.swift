/// Where an effect is in its life (FR-022).
///
/// `pending → executing → completed | failed | pending`; completed and failed are final.
public enum EffectStatus: String, Sendable, CaseIterable {
    /// Waits to be delivered.
    case pending
    /// Claimed by a runner.
    case executing
    /// Delivered.
    case completed
    /// Given up: only by a configured `effect-ttl`.
    case failed
}

/// Something that the outside must see, stored with the checkpoint that caused it (FR-014…017).
///
/// The only type is `send_message`: the payload is the terminal frame of a request, exactly as it
/// goes over the wire, so that a redelivery is the same bytes.
public struct Effect: Hashable, Sendable {
    /// The value of the `type` column.
    public static let type = "send_message"

    /// Unique over all sessions.
    public let id: String
    /// The session whose connections get the frame.
    public let sessionKey: SessionKey
    /// The seq of the event that it answers.
    public let sequence: Int
    /// The terminal frame that is to be delivered.
    public let frame: TerminalFrame
    /// The key that makes a second insert of the same effect "already there" (FR-018).
    public let dedupeKey: String
    /// Where it is in its life.
    public let status: EffectStatus
    /// When it was committed, by the wall clock.
    public let createdAt: WallInstant
    /// How often it was claimed.
    public let attemptCount: Int

    /// Makes an effect as a store read it.
    public init(
        id: String,
        sessionKey: SessionKey,
        sequence: Int,
        frame: TerminalFrame,
        dedupeKey: String,
        status: EffectStatus,
        createdAt: WallInstant,
        attemptCount: Int
    ) {
        self.id = id
        self.sessionKey = sessionKey
        self.sequence = sequence
        self.frame = frame
        self.dedupeKey = dedupeKey
        self.status = status
        self.createdAt = createdAt
        self.attemptCount = attemptCount
    }
}

/// An effect that is about to be committed.
public struct EffectDraft: Hashable, Sendable {
    /// The id that the effect gets if it is new.
    public let id: String
    /// `<checkpoint_id>/<type>/<ordinal of the effect within the checkpoint>`.
    ///
    /// It names the place of the effect, not its content, so that a retry whose answer differs
    /// still makes the same effect.
    public let dedupeKey: String
    /// The terminal frame that is to be delivered.
    public let frame: TerminalFrame

    /// Makes the effect with that `ordinal`, counted from 1, of a checkpoint.
    public init(id: String, checkpointID: String, ordinal: Int, frame: TerminalFrame) {
        self.init(
            id: id,
            dedupeKey: "\(checkpointID)/\(Effect.type)/\(ordinal)",
            frame: frame
        )
    }

    /// Makes an effect with a key of the caller's own making.
    public init(id: String, dedupeKey: String, frame: TerminalFrame) {
        self.id = id
        self.dedupeKey = dedupeKey
        self.frame = frame
    }
}
