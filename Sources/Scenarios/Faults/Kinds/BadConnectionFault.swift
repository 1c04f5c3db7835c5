/// Somebody opens a connection whose ids make no session key, but for that those of each chosen session:
/// empty, with a colon, or with a character that no id has (FR-005, FR-007).
///
/// It is nobody's session: nothing that happens to it sets a fault off.
package struct BadConnectionFault: Equatable, Sendable {
    /// Whose ids are spoilt.
    package var sessions: SessionSelector

    /// Makes a connection with spoilt ids of each of those sessions.
    package init(sessions: SessionSelector = .all) {
        self.sessions = sessions
    }
}
