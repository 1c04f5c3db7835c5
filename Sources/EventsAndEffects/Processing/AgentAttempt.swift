import Synchronization

/// What an agent answered.
public struct AgentAnswer: Hashable, Sendable {
    /// The concatenation of its tokens.
    public let message: String
    /// From the attempt's start to its result, on the monotonic clock.
    public let latency: Duration
    /// What the agent counted.
    public let usage: TokenUsage?
}

/// How an attempt ended.
public enum AttemptEnding: Hashable, Sendable {
    /// The agent returned.
    case answered(AgentAnswer)
    /// The agent threw, yielded nothing, or took too long.
    case failed(String)
    /// The client cancelled, or the server stops.
    case interrupted(OpenRequest.Interruption)
    /// The session may be another server's by now.
    case disowned
}

/// One attempt of an agent at an event: collects its tokens and streams them (FR-014, FR-023).
final class AgentAttempt: TokenSink {
    private struct State {
        /// The tokens so far, as bytes: a text would cost more at each token.
        var message: [UInt8] = []
        var audience: [Connection]?
        var isOver = false
    }

    /// How the attempt ended; set once.
    let ending = OneShot<AttemptEnding>()
    /// The same, once the agent has been told that it is over.
    let settled = OneShot<AttemptEnding>()
    private let event: Event
    private let ownership: Ownership
    private let context: ServerContext
    private let start: MonotonicInstant
    private let state = Mutex(State())

    init(event: Event, ownership: Ownership, context: ServerContext) {
        self.event = event
        self.ownership = ownership
        self.context = context
        start = context.clock.monotonicNow
    }

    /// Whether this server may go on with the session.
    var isCurrent: Bool { ownership.isCurrent }

    /// Takes the agent's next token.
    func yield(_ token: String) throws(AttemptEnded) {
        guard isCurrent else {
            end(.disowned)
            throw AttemptEnded()
        }
        let wasTaken = state.withLock { state in
            guard !state.isOver else { return false }
            token.withBytes { state.message.append(contentsOf: $0) }
            if context.configuration.streaming == .live { stream(token, &state) }
            return true
        }
        if !wasTaken { throw AttemptEnded() }
    }

    /// Takes the agent's return.
    func finish(_ reply: AgentReply) {
        let message = state.withLock { String(decoding: $0.message, as: UTF8.self) }
        let answer = AgentAnswer(
            message: message,
            latency: context.clock.monotonicNow.duration(since: start),
            usage: reply.usage
        )
        end(message.isEmpty ? .failed("the agent's reply is empty") : .answered(answer))
    }

    /// Ends the attempt, unless it has ended before.
    func end(_ how: AttemptEnding) {
        let audience = close()
        guard ending.fulfill(how), how == .disowned else { return }
        // What no socket has taken is taken back: the session may be another server's.
        for connection in audience { connection.withdraw(event.sequence) }
    }

    /// Takes no more tokens, and lets go of the connections: the agent may keep the attempt for as
    /// long as it likes.
    ///
    /// - Returns: the connections that were streamed to.
    @discardableResult
    func close() -> [Connection] {
        state.withLock { state in
            state.isOver = true
            defer { state.audience = nil }
            return state.audience ?? []
        }
    }

    /// Streams to those connections that were open before the first token, have not had or missed
    /// tokens of this request, and have been handed everything that comes before it (FR-027).
    private func stream(_ token: String, _ state: inout State) {
        let audience = state.audience ?? openingAudience()
        state.audience = audience
        let frame = ServerFrame.token(requestID: event.message.requestID, value: token)
        var isComplete = true
        for connection in audience {
            let sending = connection.send(frame, answering: event.sequence, under: ownership)
            if case .refused = sending { isComplete = false }
        }
        if !isComplete { state.audience = audience.filter(\.isOpen) }
    }

    private func openingAudience() -> [Connection] {
        let deliveredThrough = ownership.deliveredThrough
        return context.registry.connections(of: event.sessionKey).filter { connection in
            let isBehind = max(connection.handedThrough, deliveredThrough) < event.sequence - 1
            return connection.joinAudience(of: event.sequence, unless: isBehind)
        }
    }
}
