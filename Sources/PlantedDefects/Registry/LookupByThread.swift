import EventsAndEffects
import Synchronization

extension PlantedDefect {
    /// A reply goes to whoever has a thread of that name.
    static let lookupByThread = PlantedDefect(
        "lookup-by-thread",
        "Connections are found by thread id: another user with the same thread id gets the reply.",
        expected: ["isolation.delivery"]
    ) { store in
        var parts = ServerParts()
        parts.registry = { ThreadRegistry() }
        return (parts, store)
    }
}

/// A registry that knows a conversation by its thread id alone.
private final class ThreadRegistry: ConnectionTracking {
    private let open = Mutex<[Connection]>([])

    func add(_ connection: Connection) {
        open.withLock { $0.append(connection) }
    }

    func remove(_ connection: Connection) {
        open.withLock { $0.removeAll { $0 === connection } }
    }

    func connections(of session: SessionKey) -> [Connection] {
        let thread = session.thread
        return open.withLock { $0.filter { $0.sessionKey.thread == thread && $0.isOpen } }
    }

    var sessions: [SessionKey] {
        Array(Set(open.withLock { $0.map(\.sessionKey) })).sorted()
    }
}
