package import EventsAndEffects
package import SQLiteStorage

/// Reads the tables with SQL of its own, whatever the store that wrote them makes of them.
///
/// It uses the connection that it is given, be it the store's or one of its own on the same file. A
/// table that an older schema lacks has no rows.
package struct StoreInspector {
    private let connection: SQLiteConnection

    /// Makes an inspector of what a connection sees.
    package init(connection: SQLiteConnection) {
        self.connection = connection
    }

    /// Reads all rows, in row order, as of one moment.
    ///
    /// - Throws: `StoreError`.
    package func read() throws(StoreError) -> InspectedStore {
        try connection.perform { database throws(StoreError) in
            try database.readTransaction { () throws(StoreError) in
                let tables = try tables(in: database)
                var store = InspectedStore()
                store.events = try events(in: database)
                store.checkpoints = try checkpoints(in: database)
                store.effects = try effects(in: database)
                if tables.contains("leases") { store.leases = try leases(in: database) }
                if tables.contains("cancellations") {
                    store.cancellations = try cancellations(in: database)
                }
                return store
            }
        }
    }

    private func tables(in database: SQLiteDatabase) throws(StoreError) -> [String] {
        try database.all("SELECT name FROM main.sqlite_schema WHERE type = 'table'") { $0.text(0) }
    }

    private func events(
        in database: SQLiteDatabase
    ) throws(StoreError) -> [InspectedStore.EventRow] {
        try database.all(
            "SELECT id, session_key, seq, type, payload, created_at FROM events ORDER BY rowid"
        ) { row in
            InspectedStore.EventRow(
                id: row.text(0),
                session: row.text(1),
                sequence: Int(row.integer(2)),
                type: row.text(3),
                payload: row.text(4),
                createdAt: row.integer(5)
            )
        }
    }

    private func checkpoints(
        in database: SQLiteDatabase
    ) throws(StoreError) -> [InspectedStore.CheckpointRow] {
        try database.all(
            "SELECT id, session_key, seq, payload, created_at FROM checkpoints ORDER BY rowid"
        ) { row in
            InspectedStore.CheckpointRow(
                id: row.text(0),
                session: row.text(1),
                sequence: Int(row.integer(2)),
                payload: row.text(3),
                createdAt: row.integer(4)
            )
        }
    }

    private func effects(
        in database: SQLiteDatabase
    ) throws(StoreError) -> [InspectedStore.EffectRow] {
        try database.all(
            """
            SELECT id, session_key, checkpoint_id, type, payload, dedupe_key, status, created_at,
                updated_at, attempt_count, last_attempt_at
            FROM effects ORDER BY rowid
            """
        ) { row in
            InspectedStore.EffectRow(
                id: row.text(0),
                session: row.text(1),
                checkpointID: row.text(2),
                type: row.text(3),
                payload: row.text(4),
                dedupeKey: row.text(5),
                status: row.text(6),
                createdAt: row.integer(7),
                updatedAt: row.integer(8),
                attemptCount: Int(row.integer(9)),
                lastAttemptAt: row.isNull(10) ? nil : row.integer(10)
            )
        }
    }

    private func leases(
        in database: SQLiteDatabase
    ) throws(StoreError) -> [InspectedStore.LeaseRow] {
        try database.all(
            "SELECT session_key, owner, generation, renewal FROM leases ORDER BY rowid"
        ) { row in
            InspectedStore.LeaseRow(
                session: row.text(0),
                owner: row.text(1),
                generation: Int(row.integer(2)),
                renewal: Int(row.integer(3))
            )
        }
    }

    private func cancellations(
        in database: SQLiteDatabase
    ) throws(StoreError) -> [InspectedStore.CancellationRow] {
        try database.all(
            "SELECT session_key, request_id FROM cancellations ORDER BY rowid"
        ) { row in
            InspectedStore.CancellationRow(session: row.text(0), requestID: row.text(1))
        }
    }
}
