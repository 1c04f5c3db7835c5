/// How a connection ends.
public enum ClosingStyle: String, CaseIterable, Sendable, Hashable {
    /// At once; frames in flight are lost.
    case abrupt
    /// After what was sent has arrived.
    case graceful
    /// Without the server's noticing, until a keep-alive times out.
    case halfOpen = "half-open"
}

/// Who ends a connection or loses a frame.
public enum ClosingOrigin: String, CaseIterable, Sendable, Hashable {
    /// The client.
    case client
    /// The server.
    case server
    /// Something between the two.
    case network
}
