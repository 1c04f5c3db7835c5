import Synchronization

/// Which connections are open, by the whole session key: never by a part of it (FR-006).
public protocol ConnectionTracking: Sendable {
    /// Takes note of a connection that opened.
    func add(_ connection: Connection)
    /// Takes note of a connection that closed.
    func remove(_ connection: Connection)
    /// The session's open connections, in the order in which they opened.
    func connections(of session: SessionKey) -> [Connection]
    /// The sessions that have an open connection, in no particular order.
    var sessions: [SessionKey] { get }
}

extension ConnectionTracking {
    /// Returns whether a session has an open connection.
    public func isConnected(_ session: SessionKey) -> Bool { !connections(of: session).isEmpty }
}

/// The registry of a server's open connections.
public final class ConnectionRegistry: ConnectionTracking {
    private let connections = Mutex<[SessionKey: [Connection]]>([:])

    /// Makes an empty registry.
    public init() {}

    /// Takes note of a connection that opened.
    public func add(_ connection: Connection) {
        connections.withLock { $0[connection.sessionKey, default: []].append(connection) }
    }

    /// Takes note of a connection that closed.
    public func remove(_ connection: Connection) {
        connections.withLock { connections in
            let session = connection.sessionKey
            connections[session]?.removeAll { $0 === connection }
            if connections[session]?.isEmpty == true { connections[session] = nil }
        }
    }

    /// The session's open connections, in the order in which they opened.
    public func connections(of session: SessionKey) -> [Connection] {
        let known = connections.withLock { $0[session] ?? [] }
        // Nearly always: then the list is not made anew.
        return known.allSatisfy(\.isOpen) ? known : known.filter(\.isOpen)
    }

    /// The sessions that have an open connection, in no particular order.
    public var sessions: [SessionKey] {
        connections.withLock { Array($0.keys) }
    }
}
