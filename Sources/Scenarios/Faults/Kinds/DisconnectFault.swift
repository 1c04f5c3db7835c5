/// Connections of the chosen sessions end.
package struct DisconnectFault: Equatable, Sendable {
    /// Which of a session's connections end.
    package enum Connections: String, CaseIterable, Sendable {
        /// All of them.
        case all
        /// One of them, drawn.
        case one
    }

    /// How a connection ends.
    package enum Style: String, CaseIterable, Sendable {
        /// At once; frames in flight are lost.
        case abrupt
        /// With a close handshake, after what was sent has arrived.
        case graceful
        /// Unnoticed by the server until a keep-alive fails.
        case halfOpen = "half-open"
    }

    /// Which sessions.
    package var sessions: SessionSelector
    /// Which of their connections.
    package var connections = Connections.all
    /// How they end.
    package var style = Style.abrupt
    /// What the clients do then; `nil` is what their group does.
    package var stayAway: Reconnect?

    /// Makes an abrupt end of all connections of those sessions.
    package init(sessions: SessionSelector = .all) {
        self.sessions = sessions
    }
}
