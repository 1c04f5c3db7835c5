public import EventsAndEffects

/// The stores on the system's libsqlite3.
///
/// Its methods are synchronous and block their thread: for some 10–20 µs in memory, for a synced
/// write of the disk in a file, and up to `SQLiteConnection.busyTimeout` while another server writes
/// to the same file. A caller that awaits them through a protocol changes no executor.
///
/// Several stores, in one process or in several, may share a file. What a call wrote survives a loss
/// of power as soon as the call has returned.
///
/// Determinism: rows, their order and all answers depend on the calls alone; it reads no clock.
public final class SQLiteStore: Store {
    /// The connection, shared with whoever opened it.
    public let connection: SQLiteConnection
    /// The schema version that the database had when it was opened; 0 if it was new.
    public let openedVersion: Int

    /// Opens a database of this store and migrates it if an earlier release wrote it.
    ///
    /// - Throws: `SchemaError` if it cannot be this store's; `StoreError` if it cannot be used.
    public convenience init(_ location: SQLiteConnection.Location) throws {
        let connection = try SQLiteConnection(location)
        // A file of somebody else's must not even get another journal.
        try connection.checkSchema()
        // It lets one server read while another writes, at one sync per transaction.
        try connection.keepJournal(.writeAheadLog)
        try self.init(connection: connection)
    }

    /// Makes a store of a connection that is open, and migrates its database if an earlier release
    /// wrote it.
    ///
    /// The journal is the opener's choice (`SQLiteConnection.keepJournal(_:)`): with another one, what
    /// was acknowledged may be lost with the power.
    /// - Throws: `SchemaError` if the database cannot be this store's; `StoreError` if it cannot
    ///   be used.
    public init(connection: SQLiteConnection) throws {
        self.connection = connection
        openedVersion = try connection.migrateSchema()
    }

    /// Closes the connection; all later calls throw `StoreError.unavailable`.
    public func close() { connection.close() }
}

extension SQLiteConnection {
    /// Where a connection keeps what a transaction may have to take back.
    public enum Journal: Hashable, Sendable {
        /// A log of what is new, which readers look through.
        case writeAheadLog
        /// A copy of what is overwritten.
        case truncated
    }

    /// Keeps a journal that loses nothing acknowledged, whatever happens to the power: it is synced
    /// at each commit.
    ///
    /// - Throws: `StoreError` if the database cannot be used.
    public func keepJournal(_ journal: Journal) throws(StoreError) {
        try perform { database throws(StoreError) in
            switch journal {
            case .writeAheadLog: try database.execute("PRAGMA journal_mode = WAL")
            case .truncated: try database.execute("PRAGMA journal_mode = TRUNCATE")
            }
            try database.execute("PRAGMA synchronous = FULL")
        }
    }

    fileprivate func checkSchema() throws {
        try perform { database in Result { _ = try Schema.check(database) } }.get()
    }

    fileprivate func migrateSchema() throws -> Int {
        try perform { database in Result { try Schema.migrate(database) } }.get()
    }
}
