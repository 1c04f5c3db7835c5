import EventsAndEffects

/// Takes a connection's frames one after the other, and refuses messages above a thousand characters.
struct PlainRoute: FrameRouting {
    private static let longest = 1_000

    let context: ServerContext
    let queue: any EventQueueing
    let runner: any EffectRunning

    func serve(_ connection: Connection) async {
        await runner.pollForSession(connection.sessionKey)
        while connection.isOpen, let text = try? await connection.receive() {
            guard (try? await handle(text, from: connection)) != nil else { return }
        }
    }

    private func handle(_ text: String, from connection: Connection) async throws {
        guard text.utf8.count <= ChatRoute.frameLimit else {
            return connection.close(.messageTooBig)
        }
        let frame: ClientFrame
        do throws(ClientFrameError) { frame = try ClientFrame(text: text) } catch {
            connection.send(error.answer, answering: 0)
            return
        }
        let session = connection.sessionKey
        switch frame {
        case .message(let message, let threadID):
            guard threadID == session.thread else { return connection.close(.policyViolation) }
            guard message.content.count <= Self.longest else {
                return refuse(message, "The message is too long.", on: connection)
            }
            try await accept(message, from: connection)
        case .cancel(let requestID):
            context.openRequests.cancel(requestID, of: session)
            try await context.retrier.run {
                try await context.store.cancel(request: requestID, of: session)
            }
        case .acknowledgement(let requestID):
            await runner.acknowledge(requestID, of: session)
        }
    }

    private func accept(_ message: UserMessage, from connection: Connection) async throws {
        let draft = EventDraft(
            id: context.identifiers.next(),
            sessionKey: connection.sessionKey,
            message: message,
            createdAt: context.clock.wallNow
        )
        context.openRequests.expect(message.requestID, of: connection.sessionKey)
        defer { context.openRequests.endExpecting(message.requestID, of: connection.sessionKey) }
        let answer = try await context.retrier.run { try await context.store.append(draft) }
        await queue.enqueue(answer.event, at: answer.position)
    }

    private func refuse(_ message: UserMessage, _ reason: String, on connection: Connection) {
        let frame = TerminalFrame(
            requestID: message.requestID,
            body: .error(message: reason, retryable: false)
        )
        connection.send(.terminal(frame), answering: 0)
    }
}
