import EventsAndEffects

/// A connection within the process: where a server has one of its WebSocket library.
final class InProcessSocket: Socket {
    private let fromClient: AsyncStream<String>
    private let toServer: AsyncStream<String>.Continuation
    private let fromServer: AsyncStream<String>
    private let toClient: AsyncStream<String>.Continuation

    init() {
        (fromClient, toServer) = AsyncStream.makeStream()
        (fromServer, toClient) = AsyncStream.makeStream()
    }

    // The client's side.

    /// Sends a message in the thread "main".
    func ask(_ text: String, requestID: String) {
        let message = UserMessage(requestID: requestID, content: text)
        toServer.yield(ClientFrame.message(message, threadID: "main").text)
    }

    /// Says that an answer has arrived.
    func acknowledge(_ requestID: String) {
        toServer.yield(ClientFrame.acknowledgement(requestID: requestID).text)
    }

    /// The next frame from the server; nil once the connection is closed.
    func read() async -> ServerFrame? {
        var frames = fromServer.makeAsyncIterator()
        return await frames.next().flatMap { ServerFrame(text: $0) }
    }

    /// Closes the connection.
    func hangUp() {
        toServer.finish()
        toClient.finish()
    }

    // The server's side.

    func receive() async throws -> String? {
        var frames = fromClient.makeAsyncIterator()
        let text = await frames.next()
        try Task.checkCancellation()
        return text
    }

    func offer(_ text: String) throws(SocketClosed) -> Bool {
        if case .terminated = toClient.yield(text) { throw SocketClosed() }
        return true
    }

    /// There is always room.
    func waitForRoom() async throws {}

    func close(_ code: CloseCode) { hangUp() }
}
