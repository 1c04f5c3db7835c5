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
        // Write-ahead log with a sync at each commit: the mode that loses nothing acknowledged and
        // lets one server read while another writes, at one sync per transaction.
        try connection.perform { database throws(StoreError) in
            try database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        }
        try self.init(connection: connection)
    }

    /// Makes a store of a connection that is open, and migrates its database if an earlier release
    /// wrote it.
    ///
    /// The journal is the opener's choice: without `journal_mode` WAL or TRUNCATE and `synchronous`
    /// FULL, or DELETE and EXTRA, what was acknowledged may be lost with the power.
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
    fileprivate func checkSchema() throws {
        try perform { database in Result { _ = try Schema.check(database) } }.get()
    }

    fileprivate func migrateSchema() throws -> Int {
        try perform { database in Result { try Schema.migrate(database) } }.get()
    }
}
