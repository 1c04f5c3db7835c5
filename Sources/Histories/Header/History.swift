/// The facts of one run, in order, with what is needed to read them.
public struct History: Sendable, Equatable {
    /// What is known of the run before its first fact.
    public var header: HistoryHeader
    /// Which key each session number stands for.
    public var sessions: SessionTable
    /// The facts, in the order of observation.
    public var facts: [Fact]

    /// Makes a history.
    public init(
        header: HistoryHeader = HistoryHeader(),
        sessions: SessionTable = SessionTable(),
        facts: [Fact] = []
    ) {
        self.header = header
        self.sessions = sessions
        self.facts = facts
    }
}
