import CSQLite
import Glibc
import SimulatedWorld

/// Executes the statements of a tape through the C interface alone: each prepared once, bound,
/// stepped to its end and reset.
package final class StatementPlayer {
    /// Where the database is.
    package enum Place {
        /// In memory, without any disk.
        case memory
        /// On the disk that simulations use.
        case simulatedDisk
        /// In a file of the real disk, which is removed afterwards.
        case file
    }

    /// What SQLite answered where a statement should have worked.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let tape: StatementTape
    private var database: OpaquePointer?
    private let mount: DiskMount?
    private let folder: String?

    /// Opens a new database.
    ///
    /// - Throws: `Failure`.
    package init(_ tape: StatementTape, on place: Place) throws {
        self.tape = tape
        mount = place == .simulatedDisk ? DiskMount(SimulatedDisk()) : nil
        folder = place == .file ? try Self.makeFolder() : nil
        let path = folder.map { "\($0)/store" } ?? (mount == nil ? ":memory:" : "store")
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        try check(sqlite3_open_v2(path, &database, flags, mount?.name))
    }

    deinit {
        sqlite3_close_v2(database)
        guard let folder else { return }
        unlink("\(folder)/store")
        unlink("\(folder)/store-journal")
        rmdir(folder)
    }

    /// Executes everything, once; returns how many statements that were.
    ///
    /// - Throws: `Failure`.
    package func play() throws -> Int {
        var statements = [OpaquePointer?](repeating: nil, count: tape.texts.count)
        defer { for statement in statements { sqlite3_finalize(statement) } }
        for execution in tape.executions {
            if statements[execution.text] == nil {
                try prepare(tape.texts[execution.text], &statements[execution.text])
            }
            try execute(statements[execution.text], execution.values)
        }
        return tape.executions.count
    }

    private func prepare(_ text: String, _ statement: inout OpaquePointer?) throws {
        let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
        try check(sqlite3_prepare_v3(database, text, -1, flags, &statement, nil))
    }

    private func execute(_ statement: OpaquePointer?, _ values: [StatementTape.Value]) throws {
        for (index, value) in values.enumerated() { bind(value, to: statement, at: index + 1) }
        while sqlite3_step(statement) == SQLITE_ROW {}
        try check(sqlite3_reset(statement))
    }

    private func bind(_ value: StatementTape.Value, to statement: OpaquePointer?, at index: Int) {
        let index = Int32(index)
        switch value {
        case .null: sqlite3_bind_null(statement, index)
        case .integer(let integer): sqlite3_bind_int64(statement, index, integer)
        case .real(let real): sqlite3_bind_double(statement, index, real)
        case .text(var text):
            // -1 is SQLITE_TRANSIENT: SQLite makes a copy of its own.
            let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    _ = sqlite3_bind_text(
                        statement,
                        index,
                        characters.baseAddress,
                        Int32(characters.count),
                        transient
                    )
                }
            }
        }
    }

    private func check(_ code: Int32) throws {
        guard code != SQLITE_OK else { return }
        throw Failure(description: "SQLite: \(String(cString: sqlite3_errmsg(database)))")
    }

    private static func makeFolder() throws -> String {
        var path = Array("/tmp/rehearse-bench-XXXXXX".utf8CString)
        guard mkdtemp(&path) != nil else {
            throw Failure(description: "no folder for a database can be made in /tmp")
        }
        return path.withUnsafeBufferPointer {
            String(decoding: $0.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}
