import CSQLite

/// Listens to the first database that is opened, which in a run is the server's, and keeps what it
/// is asked to execute.
///
/// The statements of triggers are left out: they belong to who watches the rows, not to the store.
/// One recorder at a time listens in a process, whose connections must be on one thread meanwhile.
package final class TapeRecorder {
    private var tape = StatementTape()
    private var database: OpaquePointer?

    // SQLite calls its extensions without a context.
    nonisolated(unsafe) private static var current: TapeRecorder?

    /// Records what is executed while `work` runs.
    package static func tape(of work: () throws -> Void) rethrows -> StatementTape {
        let recorder = TapeRecorder()
        current = recorder
        let entry = unsafeBitCast(opened, to: (@convention(c) () -> Void).self)
        sqlite3_auto_extension(entry)
        defer {
            sqlite3_cancel_auto_extension(entry)
            current = nil
        }
        try work()
        return recorder.tape
    }

    /// Called for each connection that is opened.
    private static let opened:
        @convention(c) (
            OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, OpaquePointer?
        ) -> Int32 = { database, _, _ in
            guard let current, current.database == nil else { return SQLITE_OK }
            current.database = database
            sqlite3_trace_v2(
                database,
                UInt32(SQLITE_TRACE_STMT),
                { _, _, statement, text in
                    TapeRecorder.current?.keep(statement, text)
                    return 0
                },
                nil
            )
            return SQLITE_OK
        }

    private func keep(_ statement: UnsafeMutableRawPointer?, _ text: UnsafeMutableRawPointer?) {
        guard let statement = statement.map(OpaquePointer.init), let text else { return }
        let sql = String(cString: text.assumingMemoryBound(to: CChar.self))
        // The beginning of a trigger's program is told as a comment.
        guard !sql.hasPrefix("--"), !sql.hasPrefix("CREATE TEMP TRIGGER") else { return }
        guard let expansion = sqlite3_expanded_sql(statement) else { return }
        defer { sqlite3_free(expansion) }
        guard let values = ExpandedStatement.values(of: sql, as: String(cString: expansion)) else {
            preconditionFailure("SQLite expands a statement by its values alone: \(sql)")
        }
        tape.append(sql, values: values)
    }
}
