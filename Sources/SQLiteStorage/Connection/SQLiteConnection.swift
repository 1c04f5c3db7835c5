import CSQLite
public import EventsAndEffects
import Synchronization

/// An open database file, or a database in memory, behind a lock.
///
/// Several threads may share a connection: each calls `perform`, which lends it the database for as
/// long as its closure runs. Whoever must keep several statements together puts them into one
/// closure and one `SQLiteDatabase.transaction`. Unlike `SQLiteStore` it knows nothing of chat.
///
/// Determinism: as deterministic as its disk; it reads no clock and no random source of its own.
public final class SQLiteConnection: Sendable {
    /// Where the database is kept.
    public enum Location: Hashable, Sendable {
        /// In memory; it ends with the connection.
        case memory
        /// In a file, which is created if it is not there. A `fileSystem` is the name of a
        /// registered `sqlite3_vfs`; nil is the operating system's.
        case file(String, fileSystem: String? = nil)
    }

    /// How long a call waits for another connection's transaction before it is refused, in
    /// milliseconds: some hundred synced transactions of another server.
    public static let busyTimeout: Int32 = 500

    private let lock = Mutex(())
    // Touched only while `lock` is held.
    nonisolated(unsafe) private let database: SQLiteDatabase

    /// Opens a database.
    ///
    /// - Throws: `StoreError.unavailable` if it cannot be opened. A file that is not a database is
    ///   noticed at the first statement.
    public init(_ location: Location) throws(StoreError) {
        database = try SQLiteDatabase(location, busyTimeout: Self.busyTimeout)
    }

    /// Lends the database to `body`; calls from other threads wait.
    ///
    /// The database must not be kept beyond the call, and `body` must not call `perform`.
    /// - Throws: what `body` throws; `StoreError.unavailable` from every statement once closed.
    public func perform<Result: Sendable>(
        _ body: (SQLiteDatabase) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try lock.withLock { _ throws(StoreError) in try body(database) }
    }

    /// Closes the database; an open transaction is rolled back.
    ///
    /// Closing twice is once.
    public func close() {
        lock.withLock { _ in database.close() }
    }
}
