/// Scenarios that take a moment.
enum ScenarioText {
    /// Three sessions with two messages each, and whatever follows.
    static func small(named name: String, _ rest: String = "") -> String {
        """
        version: 1
        scenario: \(name)
        summary: Three users talk for a moment.
        limits: { duration: 15s, drain: 100s }
        clients:
          - sessions: 3
            messages: 2
        \(rest)
        """
    }
}
