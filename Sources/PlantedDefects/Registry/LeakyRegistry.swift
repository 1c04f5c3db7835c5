import EventsAndEffects

extension PlantedDefect {
    /// Every connection that ever was is kept.
    static let leakyRegistry = PlantedDefect(
        "leaky-registry",
        "Connections stay registered after they have closed.",
        expected: ["lifecycle.quiescence"],
        parts: { $0.registry = { KeepingRegistry() } }
    )
}

/// A registry that takes connections in and never lets them go.
private struct KeepingRegistry: ConnectionTracking {
    private let base = ConnectionRegistry()

    func add(_ connection: Connection) {
        base.add(connection)
    }

    func remove(_ connection: Connection) {}

    func connections(of session: SessionKey) -> [Connection] {
        base.connections(of: session)
    }

    var sessions: [SessionKey] { base.sessions }
}
