import EventsAndEffects
import Foundation
import SQLiteStorage

/// A file in a directory of its own that goes when the test ends.
final class TemporaryDatabase {
    private let directory: URL

    var path: String { directory.appendingPathComponent("store.sqlite").path }
    var location: SQLiteConnection.Location { .file(path) }

    init() throws {
        directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("rehearsal-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    /// Runs SQL on a connection of its own.
    func execute(_ sql: String) throws {
        let connection = try SQLiteConnection(location)
        defer { connection.close() }
        try connection.perform { database throws(StoreError) in try database.execute(sql) }
    }

    /// Makes a database of an older schema version.
    func create(version: Int) throws {
        let connection = try SQLiteConnection(location)
        defer { connection.close() }
        _ = try connection.perform { database in
            Result { try Schema.migrate(database, to: version) }
        }.get()
    }
}

extension SQLiteConnection {
    /// The first column of all rows of a query.
    func column(_ sql: StaticString) throws -> [String] {
        try perform { database throws(StoreError) in try database.all(sql) { $0.text(0) } }
    }
}
