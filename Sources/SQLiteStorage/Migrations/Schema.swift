import EventsAndEffects

/// The schema of the store, as a chain of migrations.
///
/// `PRAGMA user_version` says which version a database has; 0 is a new, empty one.
package enum Schema {
    /// The migrations in order of their version.
    package static let migrations: [Migration] = [.version1, .version2]

    /// The version that this build works with.
    package static var version: Int { migrations.count }

    /// Brings the database to `version`, in one transaction, and returns the version that it had.
    ///
    /// - Throws: `SchemaError` if the database cannot be this store's; it is then as it was.
    ///   `StoreError` if it cannot be used just now.
    @discardableResult
    package static func migrate(
        _ database: SQLiteDatabase,
        to version: Int = version
    ) throws -> Int {
        let found = try check(database)
        guard found < version else { return found }
        try database.transaction { () throws(StoreError) in
            // Another server may have migrated it since it was checked.
            let current = try userVersion(of: database)
            for migration in migrations
            where current < migration.version && migration.version <= version {
                try database.execute(migration.script)
            }
            if current < version { try database.execute("PRAGMA user_version = \(version)") }
        }
        return found
    }

    /// Finds out which version of the store the database is, without changing it.
    ///
    /// - Throws: `SchemaError` if it is none that this build works with, `StoreError` if it cannot
    ///   be used just now.
    @discardableResult
    package static func check(_ database: SQLiteDatabase) throws -> Int {
        do {
            // One state of the database: another server may be migrating it.
            let (found, tables) = try state(of: database)
            guard found <= version else {
                throw SchemaError.newer(found: found, supported: version)
            }
            let expected = found > 0 ? migrations[found - 1].tables : []
            let foreign = tables.filter { !expected.contains($0) }
            guard foreign.isEmpty else { throw SchemaError.foreignTables(foreign) }
            let missing = expected.filter { !tables.contains($0) }
            guard missing.isEmpty else {
                throw SchemaError.missingTables(missing, version: found)
            }
            return found
        } catch StoreError.corrupt(let reason) {
            throw SchemaError.notADatabase(reason)
        }
    }

    private static func state(
        of database: SQLiteDatabase
    ) throws(StoreError) -> (version: Int, tables: [String]) {
        try database.readTransaction { () throws(StoreError) in
            (try userVersion(of: database), try tables(of: database))
        }
    }

    private static func userVersion(of database: SQLiteDatabase) throws(StoreError) -> Int {
        try database.first("PRAGMA user_version") { Int($0.integer(0)) } ?? 0
    }

    private static func tables(of database: SQLiteDatabase) throws(StoreError) -> [String] {
        try database.all(
            """
            SELECT name FROM main.sqlite_schema
            WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name
            """
        ) { $0.text(0) }
    }
}
