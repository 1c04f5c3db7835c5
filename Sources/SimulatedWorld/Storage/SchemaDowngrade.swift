import EventsAndEffects
package import SQLiteStorage

/// Makes a store look as if the previous release had written it: what the next server to start
/// finds and has to migrate.
///
/// What the previous schema does not know (leases, cancellations) is gone, so no server may be
/// running.
package enum SchemaDowngrade {
    /// Turns a database of schema version 2 into one of version 1, in one transaction; a new one
    /// becomes an empty one of version 1, and one that nobody has migrated since stays as it is.
    ///
    /// - Throws: `StoreError`, `SchemaError`.
    package static func apply(to connection: SQLiteConnection) throws {
        try connection.perform { database in Result { try apply(to: database) } }.get()
    }

    private static func apply(to database: SQLiteDatabase) throws {
        let found = try Schema.check(database)
        guard found > former else {
            try Schema.migrate(database, to: former)
            return
        }
        try database.transaction { () throws(StoreError) in try database.execute(script) }
    }

    /// The schema version of the previous release.
    private static let former = 1
    private static let script = """
        DROP TABLE leases;
        DROP TABLE cancellations;
        DROP INDEX idx_events_request;
        DROP INDEX idx_effects_session_key;
        DROP INDEX idx_effects_status_created;
        CREATE INDEX idx_effects_session_key ON effects(session_key);
        CREATE INDEX idx_effects_status_created ON effects(status, created_at);
        PRAGMA user_version = 1;
        """
}
