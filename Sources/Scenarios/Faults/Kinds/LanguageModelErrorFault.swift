/// Attempts of the agent fail, beside the shares of the scenario's `llm` block.
package struct LanguageModelErrorFault: Equatable, Sendable {
    /// How an attempt fails.
    package enum Style: String, CaseIterable, Sendable {
        /// Before its first token.
        case before
        /// After at least one token.
        case midStream = "mid-stream"
        /// It stops yielding for ever.
        case stall
        /// It ends with no token.
        case empty
    }

    /// Attempts of which sessions.
    package var sessions: SessionSelector
    /// How they fail.
    package var style: Style
    /// How many attempts, or for how long.
    package var extent = Extent.count(1)

    /// Makes a failure of the next attempt of each of those sessions.
    package init(sessions: SessionSelector = .all, style: Style) {
        self.sessions = sessions
        self.style = style
    }
}
