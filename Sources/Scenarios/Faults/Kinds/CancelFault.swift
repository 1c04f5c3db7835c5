/// The chosen sessions' clients cancel their running request.
package struct CancelFault: Equatable, Sendable {
    /// Which sessions.
    package var sessions: SessionSelector

    /// Makes a cancellation by those sessions.
    package init(sessions: SessionSelector = .all) {
        self.sessions = sessions
    }
}
