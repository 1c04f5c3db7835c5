package import Histories

/// What checkers know besides the facts.
package final class CheckContext {
    /// The run's header.
    package let header: HistoryHeader
    /// The session keys known so far; a history from elsewhere may add to them.
    package var sessions: SessionTable

    init(header: HistoryHeader, sessions: SessionTable) {
        self.header = header
        self.sessions = sessions
    }

    /// The settings of the rehearsed system.
    package var settings: HistorySettings { header.settings }

    /// Returns how to call a session in a sentence.
    package func name(of session: SessionNumber) -> String { sessions.name(of: session) }
}
