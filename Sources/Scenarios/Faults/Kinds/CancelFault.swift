/// The chosen sessions' clients cancel a request.
package struct CancelFault: Equatable, Sendable {
    /// Which of a client's requests.
    package enum Request: String, CaseIterable, Sendable {
        /// The oldest that is unanswered: the one that runs, as a rule.
        case oldest
        /// The newest that is unanswered: one that waits for its turn, if there are several.
        case newest
        /// The one that was answered last, whose cancel comes too late.
        case answered
        /// The one that it will make next, whose cancel comes too early.
        case next
    }

    /// Which sessions.
    package var sessions: SessionSelector
    /// Which request.
    package var request = Request.oldest

    /// Makes a cancellation by those sessions.
    package init(sessions: SessionSelector = .all, request: Request = .oldest) {
        self.sessions = sessions
        self.request = request
    }
}
