import Logging

/// Serves one connection: turns the client's frames into events, cancels and acknowledgements.
public protocol FrameRouting: Sendable {
    /// Serves a connection that has been opened and registered, until it closes; begins with what the
    /// runner has for its session.
    ///
    /// A message is announced with the context's `openRequests` before the store takes it, so that a
    /// cancel over another connection finds it whatever comes first.
    func serve(_ connection: Connection) async
}

/// The WebSocket entry (FR-001, FR-028).
///
/// The frames of a connection are taken one after the other, so that its messages are accepted in
/// the order in which they arrived; while a store's outage holds an append up, the frames behind it
/// wait.
public struct ChatRoute: FrameRouting {
    /// How large a frame may be, in bytes of UTF-8.
    public static let frameLimit = 1 << 20

    private let context: ServerContext
    private let queue: any EventQueueing
    private let runner: any EffectRunning

    /// Makes a route that gives accepted events to `queue` and acknowledgements to `runner`.
    public init(context: ServerContext, queue: any EventQueueing, runner: any EffectRunning) {
        self.context = context
        self.queue = queue
        self.runner = runner
    }

    /// Delivers what waits for the session, then serves the connection's frames until either side
    /// has closed it (FR-025, FR-026).
    public func serve(_ connection: Connection) async {
        await runner.pollForSession(connection.sessionKey)
        do {
            while connection.isOpen, let text = try await connection.receive() {
                try await handle(text, from: connection)
            }
        } catch {
            context.logger.debug("connection ends", metadata: ["error": "\(error)"])
        }
    }

    /// Serves one frame: a route that takes frames in another way hands each of them on to this.
    ///
    /// - Throws: `CancellationError`, or what the store throws that is not a `StoreError`.
    public func handle(_ text: String, from connection: Connection) async throws {
        guard text.utf8.count <= Self.frameLimit else {
            connection.close(.messageTooBig)
            return
        }
        let frame: ClientFrame
        do throws(ClientFrameError) { frame = try ClientFrame(text: text) } catch {
            connection.send(error.answer, answering: 0)
            return
        }
        let session = connection.sessionKey
        switch frame {
        case .message(let message, let threadID):
            guard threadID == session.thread else {
                connection.close(.policyViolation)
                return
            }
            try await accept(message, from: connection)
        case .cancel(let requestID):
            // At once in this server, so that nothing else can be committed for the request; in
            // the store for the session's owner, wherever it is, and for after a crash.
            context.openRequests.cancel(requestID, of: session)
            do {
                try await context.retrier.run {
                    try await context.store.cancel(request: requestID, of: session)
                }
            } catch let error as StoreError {
                context.logger.error("cancel was not stored", metadata: ["error": "\(error)"])
            }
        case .acknowledgement(let requestID):
            await runner.acknowledge(requestID, of: session)
        }
    }

    /// Stores the message as an event, as often as it takes: a valid message is never refused.
    ///
    /// Only where the store's own rows are broken, so that waiting would not help, the client is
    /// told.
    private func accept(_ message: UserMessage, from connection: Connection) async throws {
        let draft = EventDraft(
            id: context.identifiers.next(),
            sessionKey: connection.sessionKey,
            message: message,
            createdAt: context.clock.wallNow
        )
        context.openRequests.expect(message.requestID, of: connection.sessionKey)
        defer { context.openRequests.endExpecting(message.requestID, of: connection.sessionKey) }
        do {
            let answer = try await context.retrier.run {
                try await context.store.append(draft)
            }
            await queue.enqueue(answer.event, at: answer.position)
        } catch let error as StoreError {
            context.logger.error("message was not stored", metadata: ["error": "\(error)"])
            connection.send(
                .terminal(
                    TerminalFrame(
                        requestID: message.requestID,
                        body: .error(message: "The message could not be stored.", retryable: true)
                    )
                ),
                answering: 0
            )
        }
    }
}
