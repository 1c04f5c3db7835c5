package import EventsAndEffects
package import SQLiteStorage

/// Makes a store look as if the previous release had written it: what the next server to start
/// finds and has to migrate.
///
/// What the previous schema does not know (leases, cancellations) is gone, so no server may be
/// running.
package enum SchemaDowngrade {
    /// Turns a database of schema version 2 into one of version 1, in one transaction.
    ///
    /// - Throws: `StoreError`.
    package static func apply(to connection: SQLiteConnection) throws(StoreError) {
        try connection.perform { database throws(StoreError) in
            try database.transaction { () throws(StoreError) in
                try database.execute(script)
            }
        }
    }

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
