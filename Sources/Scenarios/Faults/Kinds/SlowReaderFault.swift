/// The chosen sessions' clients read slowly for a while: what the server sends piles up in the
/// network, then in the server's send buffer.
package struct SlowReaderFault: Equatable, Sendable {
    /// Which sessions.
    package var sessions: SessionSelector
    /// How many bytes a second each connection reads, at least 1.
    package var rate: Int
    /// For how long; then everything that waits is read at once.
    package var time: Duration

    /// Makes slow readers of those sessions' clients.
    package init(sessions: SessionSelector = .all, rate: Int, time: Duration) {
        self.sessions = sessions
        self.rate = rate
        self.time = time
    }
}
