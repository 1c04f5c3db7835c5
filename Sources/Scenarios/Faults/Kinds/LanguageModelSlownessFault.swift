/// The agent takes its time for a while: its delays that begin meanwhile are multiplied.
package struct LanguageModelSlownessFault: Equatable, Sendable {
    /// Delays of which sessions' attempts.
    package var sessions: SessionSelector
    /// What the delays are multiplied by.
    package var factor: Factor
    /// For how long.
    package var time: Duration

    /// Makes the attempts of those sessions slow.
    package init(sessions: SessionSelector = .all, factor: Factor, time: Duration) {
        self.sessions = sessions
        self.factor = factor
        self.time = time
    }
}
