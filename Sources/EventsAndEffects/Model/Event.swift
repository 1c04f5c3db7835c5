/// A user's message as a client sent it, trimmed and not empty.
public struct UserMessage: Hashable, Sendable {
    /// The client's name for the request; unique within a session.
    public let requestID: String
    /// What the user wrote.
    public let content: String

    /// Makes a message.
    public init(requestID: String, content: String) {
        self.requestID = requestID
        self.content = content
    }
}

/// A stored fact that a session's agent has to answer (FR-001, FR-003).
///
/// The only type of event is `user_message`. Once committed, an event is never changed.
public struct Event: Hashable, Sendable {
    /// The value of the `type` column.
    public static let type = "user_message"

    /// Unique over all sessions.
    public let id: String
    /// The session that it belongs to.
    public let sessionKey: SessionKey
    /// 1, 2, 3 … within the session, without a gap (FR-002).
    public let sequence: Int
    /// What the user asked.
    public let message: UserMessage
    /// When it was accepted, by the wall clock.
    public let createdAt: WallInstant

    /// Makes an event as a store read it.
    public init(
        id: String,
        sessionKey: SessionKey,
        sequence: Int,
        message: UserMessage,
        createdAt: WallInstant
    ) {
        self.id = id
        self.sessionKey = sessionKey
        self.sequence = sequence
        self.message = message
        self.createdAt = createdAt
    }

    /// The name of the checkpoint that processing this event makes: `<session_key>:<seq>`.
    public var checkpointID: String { "\(sessionKey.text):\(sequence)" }
}

/// An event that has no sequence number yet: the store gives it one as it commits it.
public struct EventDraft: Hashable, Sendable {
    /// The id that the event gets if it is new.
    public let id: String
    /// The session that it belongs to.
    public let sessionKey: SessionKey
    /// What the user asked.
    public let message: UserMessage
    /// When it was accepted, by the wall clock.
    public let createdAt: WallInstant

    /// Makes a draft.
    public init(id: String, sessionKey: SessionKey, message: UserMessage, createdAt: WallInstant) {
        self.id = id
        self.sessionKey = sessionKey
        self.message = message
        self.createdAt = createdAt
    }
}
