/// One WebSocket connection, as the server sees it.
public protocol Socket: Sendable {
    /// Takes the next text frame that the client sent, in order; nil after the connection closed.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    func receive() async throws -> String?

    /// Hands a frame to the connection's send buffer without waiting.
    ///
    /// - Returns: false if the buffer has no room for it; the frame was not taken.
    /// - Throws: `SocketClosed` on a connection that is known to be closed.
    func offer(_ text: String) throws(SocketClosed) -> Bool

    /// Waits until the send buffer has room again.
    ///
    /// - Throws: `SocketClosed` if the connection closes first, `CancellationError`.
    func waitForRoom() async throws

    /// Closes the connection; closing twice is once.
    func close(_ code: CloseCode)
}

/// The connection is closed.
public struct SocketClosed: Error, Hashable, CustomStringConvertible {
    /// Makes the error.
    public init() {}

    /// The text that people read.
    public var description: String { "the connection is closed" }
}

/// Why the server closes a connection (RFC 6455 §7.4.1).
public enum CloseCode: Int, Sendable {
    /// The server stops.
    case goingAway = 1001
    /// The client asked for what is not its own.
    case policyViolation = 1008
    /// A frame is larger than the server takes.
    case messageTooBig = 1009
    /// The client reads too slowly for what is sent to it.
    case tryAgainLater = 1013
}
