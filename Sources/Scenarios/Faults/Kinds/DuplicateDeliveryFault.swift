/// The network hands one client frame of each chosen session to the server twice: the next that
/// arrives on any of its connections.
package struct DuplicateDeliveryFault: Equatable, Sendable {
    /// Which sessions.
    package var sessions: SessionSelector

    /// Makes a repetition for those sessions.
    package init(sessions: SessionSelector = .all) {
        self.sessions = sessions
    }
}
