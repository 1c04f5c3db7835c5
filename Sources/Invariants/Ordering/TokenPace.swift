import Histories

/// How closely the connections that are entitled to an attempt's tokens follow the agent: each token
/// is handed over before the agent says the next one (FR-023).
///
/// A connection that was ever short of room, lost a frame or closed is out of it.
struct TokenPace {
    private var request = ""
    /// The tokens that the agent has said, and the last one.
    private var count = 0
    private var last: Fact?
    private var listeners: [(connection: Int, count: Int)] = []

    /// Begins with an attempt's first token.
    mutating func begin(_ first: Fact, for connections: [Int]) {
        request = first.request
        count = 1
        last = first
        listeners = connections.map { ($0, 0) }
    }

    /// Takes a token of the agent, and compares what was handed over of those before it.
    ///
    /// What the agent says in one instant may be handed over in any order with it.
    mutating func yield(_ token: Fact, _ findings: inout Findings) {
        guard !listeners.isEmpty, let last else { return }
        guard token.sequence == last.sequence, token.attempt == last.attempt else {
            return listeners = []
        }
        if token.time > last.time {
            for listener in listeners where listener.count < count {
                report(listener, token, after: last, &findings)
            }
            listeners.removeAll { $0.count < count }
        }
        count += 1
        self.last = token
    }

    /// Takes a token that is handed over.
    mutating func send(_ token: Fact) {
        guard let place = listeners.firstIndex(where: { $0.connection == token.connection }),
            token.request == request
        else { return }
        listeners[place].count += 1
    }

    /// Takes note that a connection is not undisturbed any more.
    mutating func leave(_ connection: Int) {
        if !listeners.isEmpty { listeners.removeAll { $0.connection == connection } }
    }

    private func report(
        _ listener: (connection: Int, count: Int),
        _ token: Fact,
        after last: Fact,
        _ findings: inout Findings
    ) {
        findings.violated(
            "connection \(listener.connection) had been handed \(listener.count) of the \(count) "
                + "tokens that the agent had said for request \(request) by "
                + "\(Phrase.seconds(last.time)), when it said the next one \(Phrase.at(token)); "
                + "each is handed over at once",
            first: last,
            conflicting: token
        )
    }
}
