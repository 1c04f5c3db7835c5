import EventsAndEffects
import Synchronization

/// Open connections in one list.
final class PlainRegistry: ConnectionTracking {
    private let all = Mutex<[Connection]>([])

    func add(_ connection: Connection) {
        all.withLock { $0.append(connection) }
    }

    func remove(_ connection: Connection) {
        all.withLock { $0.removeAll { $0 === connection } }
    }

    func connections(of session: SessionKey) -> [Connection] {
        all.withLock { $0.filter { $0.sessionKey == session && $0.isOpen } }
    }

    var sessions: [SessionKey] {
        Set(all.withLock { $0.map(\.sessionKey) }).sorted()
    }
}
