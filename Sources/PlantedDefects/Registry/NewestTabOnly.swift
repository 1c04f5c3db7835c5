import EventsAndEffects

extension PlantedDefect {
    /// The other tabs get nothing.
    static let newestTabOnly = PlantedDefect(
        "newest-tab-only",
        "Only the newest of a session's connections gets the reply.",
        expected: ["protocol.frames"]
    ) { store in
        var parts = ServerParts()
        parts.registry = { NewestRegistry() }
        return (parts, store)
    }
}

/// A registry that knows one connection of each session: the one that opened last.
private final class NewestRegistry: ConnectionTracking {
    private let base = ConnectionRegistry()

    func add(_ connection: Connection) { base.add(connection) }
    func remove(_ connection: Connection) { base.remove(connection) }

    func connections(of session: SessionKey) -> [Connection] {
        base.connections(of: session).suffix(1)
    }

    var sessions: [SessionKey] { base.sessions }
}
