import CSQLite
public import EventsAndEffects

/// A prepared statement, for many executions.
///
/// An execution binds all parameters, steps, and leaves the statement reset and its parameters
/// cleared, whatever happens.
public final class Statement {
    private var handle: OpaquePointer?
    // The database keeps its statements: asking at each execution whether it is still there would
    // be for nothing.
    private unowned(unsafe) let database: SQLiteDatabase

    init(_ sql: StaticString, in database: SQLiteDatabase) throws(StoreError) {
        self.database = database
        guard let connection = database.handle else { throw SQLiteDatabase.closed }
        let code = sqlite3_prepare_v3(
            connection,
            UnsafeRawPointer(sql.utf8Start).assumingMemoryBound(to: CChar.self),
            Int32(sql.utf8CodeUnitCount),
            UInt32(SQLITE_PREPARE_PERSISTENT),
            &handle,
            nil
        )
        guard code == SQLITE_OK else { throw database.failure(code) }
    }

    deinit { finalize() }

    /// Executes the statement with these parameters, and calls `read` for each row until it returns
    /// false.
    ///
    /// - Throws: `StoreError`, and what `read` throws.
    public func execute<each Parameter: SQLiteBindable>(
        _ parameters: repeat each Parameter,
        read: (Row) throws(StoreError) -> Bool
    ) throws(StoreError) {
        guard let handle else { throw SQLiteDatabase.closed }
        database.observer?.willExecute()
        var index: Int32 = 1
        for parameter in repeat each parameters {
            parameter.bind(to: handle, at: index)
            index += 1
        }
        var code: Int32
        do throws(StoreError) {
            code = sqlite3_step(handle)
            while code == SQLITE_ROW {
                guard try read(Row(statement: handle)) else { break }
                code = sqlite3_step(handle)
            }
        } catch {
            // What the statement wrote is committed all the same, as it is reset.
            try? database.finish(reset(handle))
            throw error
        }
        if code != SQLITE_DONE && code != SQLITE_ROW {
            // The message has to be read before the reset.
            defer { reset(handle) }
            try database.finish(code)
        } else {
            // A statement that was not stepped to its end commits as it is reset.
            let resetCode = reset(handle)
            try database.finish(resetCode)
        }
    }

    @discardableResult
    private func reset(_ handle: OpaquePointer) -> Int32 {
        let code = sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        return code
    }

    func finalize() {
        sqlite3_finalize(handle)
        handle = nil
    }
}

extension SQLiteDatabase {
    /// Executes a statement that returns no rows.
    ///
    /// - Throws: `StoreError`.
    public func run<each Parameter: SQLiteBindable>(
        _ sql: StaticString,
        _ parameters: repeat each Parameter
    ) throws(StoreError) {
        try statement(sql).execute(repeat each parameters) { _ in true }
    }

    /// Executes a statement and reads its first row; nil if it returns none.
    ///
    /// - Throws: `StoreError`, and what `read` throws.
    public func first<Result, each Parameter: SQLiteBindable>(
        _ sql: StaticString,
        _ parameters: repeat each Parameter,
        read: (Row) throws(StoreError) -> Result
    ) throws(StoreError) -> Result? {
        var result: Result?
        try statement(sql).execute(repeat each parameters) { row throws(StoreError) in
            if result == nil { result = try read(row) }
            return true
        }
        return result
    }

    /// Executes a statement and reads all its rows.
    ///
    /// - Throws: `StoreError`, and what `read` throws.
    public func all<Result, each Parameter: SQLiteBindable>(
        _ sql: StaticString,
        _ parameters: repeat each Parameter,
        read: (Row) throws(StoreError) -> Result
    ) throws(StoreError) -> [Result] {
        var results: [Result] = []
        try statement(sql).execute(repeat each parameters) { row throws(StoreError) in
            results.append(try read(row))
            return true
        }
        return results
    }
}
