import CSQLite
public import EventsAndEffects

/// What a `SQLiteConnection` lends: statements, transactions, functions and hooks of one database.
///
/// Used by one thread at a time, which the connection's lock ensures. A statement is prepared when
/// it is first used and kept, so that a repeated call costs binding and stepping only.
public final class SQLiteDatabase {
    private(set) var handle: OpaquePointer?
    // Keyed by the address of the SQL literal: looking one up hashes a number, not the text. The
    // same text at two addresses costs a second preparation, nothing else.
    @exclusivity(unchecked) private var statements: [UnsafePointer<UInt8>: Statement] = [:]
    private(set) var observer: (any TransactionObserver)?
    // Unchecked, like the statements: asked for each execution, under the connection's lock.
    @exclusivity(unchecked) private var sawCommit = false

    init(_ location: SQLiteConnection.Location, busyTimeout: Int32) throws(StoreError) {
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        let code =
            switch location {
            case .memory: sqlite3_open_v2(":memory:", &handle, flags, nil)
            case .file(let path, let fileSystem):
                sqlite3_open_v2(path, &handle, flags, fileSystem)
            }
        guard code == SQLITE_OK else {
            let error = failure(code)
            close()
            throw error
        }
        sqlite3_extended_result_codes(handle, 1)
        sqlite3_busy_timeout(handle, busyTimeout)
    }

    deinit { close() }

    /// Whether a transaction is open that was begun and not yet ended.
    public var isInTransaction: Bool { handle.map { sqlite3_get_autocommit($0) == 0 } ?? false }

    /// How many rows the last statement that wrote has changed.
    public var changedRows: Int { handle.map { Int(sqlite3_changes64($0)) } ?? 0 }

    /// The row number of the last row inserted through this connection.
    public var lastInsertedRow: Int64 { handle.map { sqlite3_last_insert_rowid($0) } ?? 0 }

    /// The statement of that SQL, prepared once.
    ///
    /// - Throws: `StoreError`.
    public func statement(_ sql: StaticString) throws(StoreError) -> Statement {
        if let known = statements[sql.utf8Start] { return known }
        let statement = try Statement(sql, in: self)
        statements[sql.utf8Start] = statement
        return statement
    }

    /// Runs SQL that returns no rows and is not worth keeping: schema, pragmas.
    ///
    /// - Throws: `StoreError`; statements before the one that failed have taken effect.
    public func execute(_ sql: String) throws(StoreError) {
        guard let handle else { throw Self.closed }
        observer?.willExecute()
        try finish(sqlite3_exec(handle, sql, nil, nil, nil))
    }

    /// Runs `body` in one transaction, which is rolled back if `body` throws.
    ///
    /// The write lock is taken at once, so that no other connection can write between what `body`
    /// reads and what it writes.
    /// - Throws: what `body` throws, or `StoreError` of the commit, which may have taken effect.
    public func transaction<Result>(
        _ body: () throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try run("BEGIN IMMEDIATE")
        return try finishTransaction(body)
    }

    /// Runs `body`, which only reads, in one transaction: it sees one state of the database.
    ///
    /// - Throws: what `body` throws.
    public func readTransaction<Result>(
        _ body: () throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try run("BEGIN")
        return try finishTransaction(body)
    }

    private func finishTransaction<Result>(
        _ body: () throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        do {
            let result = try body()
            try run("COMMIT")
            return result
        } catch {
            // SQLite itself has rolled back after some errors. If this fails as well, the next
            // BEGIN says so.
            if isInTransaction { try? run("ROLLBACK") }
            throw error
        }
    }

    func close() {
        for statement in statements.values { statement.finalize() }
        statements = [:]
        removeObserver()
        sqlite3_close_v2(handle)
        handle = nil
    }
}

/// Errors and the ends of transactions.
extension SQLiteDatabase {
    static let closed = StoreError.unavailable("the connection is closed")

    /// Takes note of what a call of SQLite answered; row and done are good answers as well.
    func finish(_ code: Int32) throws(StoreError) {
        let isGood = code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW
        if let observer {
            if sawCommit {
                sawCommit = false
                // A commit that failed may have left the transaction open.
                if isGood && !isInTransaction { observer.didCommit() }
            }
            if !isGood { observer.didFail() }
        }
        guard isGood else { throw failure(code) }
    }

    /// SQLite's message and code, by what they mean for a caller.
    func failure(_ code: Int32) -> StoreError {
        let message = String(cString: handle.map { sqlite3_errmsg($0) } ?? sqlite3_errstr(code))
        let text = "\(message) (SQLite code \(code))"
        switch code & 0xFF {
        case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG:
            return .corrupt(text)
        default: return .unavailable(text)
        }
    }

    /// Tells `observer`, instead of any before it, how transactions end.
    public func observe(_ observer: some TransactionObserver) {
        self.observer = observer
        let context = Unmanaged.passUnretained(self).toOpaque()
        _ = sqlite3_commit_hook(
            handle,
            { context in
                SQLiteDatabase.hooked(context)?.sawCommit = true
                return 0
            },
            context
        )
        _ = sqlite3_rollback_hook(
            handle,
            { context in SQLiteDatabase.hooked(context)?.rolledBack() },
            context
        )
    }

    private static func hooked(_ context: UnsafeMutableRawPointer?) -> SQLiteDatabase? {
        context.map { Unmanaged<SQLiteDatabase>.fromOpaque($0).takeUnretainedValue() }
    }

    private func rolledBack() {
        sawCommit = false
        observer?.didRollBack()
    }

    private func removeObserver() {
        guard observer != nil else { return }
        _ = sqlite3_commit_hook(handle, nil, nil)
        _ = sqlite3_rollback_hook(handle, nil, nil)
        observer = nil
    }
}
