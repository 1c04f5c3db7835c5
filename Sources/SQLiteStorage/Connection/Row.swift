import CSQLite

/// One row of a result, valid while it is being read; columns count from 0.
public struct Row {
    let statement: OpaquePointer

    /// The column as text; empty if it is null.
    public func text(_ column: Int32) -> String {
        guard let bytes = sqlite3_column_text(statement, column) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    /// The column as an integer; 0 if it is null.
    public func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

    /// Whether the column is null.
    public func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(statement, column) == SQLITE_NULL
    }
}

/// A value that a statement's parameter takes.
public protocol SQLiteBindable {
    /// Binds the value to a parameter of a `sqlite3_stmt`, counted from 1.
    func bind(to statement: OpaquePointer, at index: Int32)
}

extension String: SQLiteBindable {
    /// Binds a copy of the text.
    public func bind(to statement: OpaquePointer, at index: Int32) {
        var text = self
        text.withUTF8 { bytes in
            // An empty buffer may have no address, which would bind null.
            let start = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
            let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            if let start {
                sqlite3_bind_text(statement, index, start, Int32(bytes.count), copied)
            } else {
                sqlite3_bind_text(statement, index, "", 0, copied)
            }
        }
    }
}

extension Int64: SQLiteBindable {
    /// Binds the number.
    public func bind(to statement: OpaquePointer, at index: Int32) {
        sqlite3_bind_int64(statement, index, self)
    }
}

extension Int: SQLiteBindable {
    /// Binds the number.
    public func bind(to statement: OpaquePointer, at index: Int32) {
        sqlite3_bind_int64(statement, index, Int64(self))
    }
}
