/// Who answers: usually a language model behind a streaming interface.
///
/// An agent hands each token to `tokens` as it gets it and returns when its reply is complete. Push
/// rather than an `AsyncSequence`: a token costs no hand-over between tasks, and the server can turn
/// an agent that ignores cancellation away at the next token.
public protocol Agent: Sendable {
    /// Answers a request.
    ///
    /// Called on a task that is cancelled when the attempt ends early: by a cancel, a timeout, a
    /// stop, or another server that took the session over.
    /// - Throws: anything; it makes a failed attempt. What `tokens.yield` throws may be passed on.
    func reply(to request: AgentRequest, into tokens: any TokenSink) async throws -> AgentReply
}

/// Where an agent puts its tokens.
public protocol TokenSink: Sendable {
    /// Takes the next token of the reply; never waits for a client.
    ///
    /// - Throws: `AttemptEnded` once nothing more is wanted.
    func yield(_ token: String) throws(AttemptEnded)
}

/// The attempt is over: nothing that the agent yields is sent or committed any more.
public struct AttemptEnded: Error, Hashable, CustomStringConvertible {
    /// Makes the error.
    public init() {}

    /// The text that people read.
    public var description: String { "the attempt has ended" }
}

/// What an agent is asked.
public struct AgentRequest: Hashable, Sendable {
    /// The session, whose key names the agent.
    public let sessionKey: SessionKey
    /// The seq of the event.
    public let sequence: Int
    /// The client's name for the request.
    public let requestID: String
    /// 1 for the first attempt of this server at the event.
    public let attempt: Int
    /// The session's own history, the question last (FR-013).
    public let messages: [ChatMessage]

    /// Makes a request.
    public init(
        sessionKey: SessionKey,
        sequence: Int,
        requestID: String,
        attempt: Int,
        messages: [ChatMessage]
    ) {
        self.sessionKey = sessionKey
        self.sequence = sequence
        self.requestID = requestID
        self.attempt = attempt
        self.messages = messages
    }
}

/// What an agent returns after its last token; the message is the concatenation of its tokens.
public struct AgentReply: Hashable, Sendable {
    /// How many tokens it took, if the agent counts them.
    public let usage: TokenUsage?

    /// Makes a reply.
    public init(usage: TokenUsage? = nil) {
        self.usage = usage
    }
}

/// The agents that session keys may name.
public protocol AgentDirectory: Sendable {
    /// The agent of that name; nil if there is none, which makes a failed attempt.
    func agent(named name: String) -> (any Agent)?
}
