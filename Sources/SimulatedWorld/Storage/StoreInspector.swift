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
        var store = InspectedStore()
        try forEachRow(withConversations: false) { row in
            switch row {
            case .event(let row): store.events.append(row)
            case .checkpoint(let row, _): store.checkpoints.append(row)
            case .effect(let row): store.effects.append(row)
            case .lease(let row): store.leases.append(row)
            case .cancellation(let row): store.cancellations.append(row)
            }
        }
        return store
    }

    /// Gives all rows to `body`, table by table and each in row order, as of one moment: a store of a
    /// long run is never in memory as a whole.
    ///
    /// `body` must not use the connection.
    /// - Throws: `StoreError`.
    func forEachRow(
        withConversations: Bool = true,
        _ body: (InspectedRow) -> Void
    ) throws(StoreError) {
        try connection.perform { database throws(StoreError) in
            try database.readTransaction { () throws(StoreError) in
                let tables = try tables(in: database)
                try events(in: database, body)
                try checkpoints(in: database, withConversations: withConversations, body)
                try effects(in: database, body)
                if tables.contains("leases") { try leases(in: database, body) }
                if tables.contains("cancellations") { try cancellations(in: database, body) }
            }
        }
    }

    private func tables(in database: SQLiteDatabase) throws(StoreError) -> [String] {
        try database.all("SELECT name FROM main.sqlite_schema WHERE type = 'table'") { $0.text(0) }
    }

    private func events(
        in database: SQLiteDatabase,
        _ body: (InspectedRow) -> Void
    ) throws(StoreError) {
        try database.forEach(
            "SELECT id, session_key, seq, type, payload, created_at FROM events ORDER BY rowid"
        ) { row throws(StoreError) in
            let row = InspectedStore.EventRow(
                id: row.text(0),
                session: row.text(1),
                sequence: Int(row.integer(2)),
                type: row.text(3),
                payload: row.text(4),
                createdAt: row.integer(5)
            )
            body(.event(row))
        }
    }

    private func checkpoints(
        in database: SQLiteDatabase,
        withConversations: Bool,
        _ body: (InspectedRow) -> Void
    ) throws(StoreError) {
        let last = withConversations ? try lastCheckpoints(in: database) : [:]
        try database.forEach(
            "SELECT id, session_key, seq, payload, created_at FROM checkpoints ORDER BY rowid"
        ) { row throws(StoreError) in
            let row = InspectedStore.CheckpointRow(
                id: row.text(0),
                session: row.text(1),
                sequence: Int(row.integer(2)),
                payload: row.text(3),
                createdAt: row.integer(4)
            )
            let isLast = last[row.session] == row.id
            body(.checkpoint(row, turns: isLast ? try turns(of: row.session, in: database) : nil))
        }
    }

    /// The id of each session's last checkpoint in row order.
    private func lastCheckpoints(
        in database: SQLiteDatabase
    ) throws(StoreError) -> [String: String] {
        var last: [String: String] = [:]
        // With max() the other columns are those of its row.
        try database.forEach(
            "SELECT session_key, id, max(rowid) FROM checkpoints GROUP BY session_key"
        ) { row throws(StoreError) in
            last[row.text(0)] = row.text(1)
        }
        return last
    }

    /// The payloads of a session's checkpoints, in row order.
    private func turns(
        of session: String,
        in database: SQLiteDatabase
    ) throws(StoreError) -> [String] {
        try database.all(
            "SELECT payload FROM checkpoints WHERE session_key = ? ORDER BY rowid",
            session
        ) { $0.text(0) }
    }

    private func effects(
        in database: SQLiteDatabase,
        _ body: (InspectedRow) -> Void
    ) throws(StoreError) {
        try database.forEach(
            """
            SELECT id, session_key, checkpoint_id, type, payload, dedupe_key, status, created_at,
                updated_at, attempt_count, last_attempt_at
            FROM effects ORDER BY rowid
            """
        ) { row throws(StoreError) in
            let row = InspectedStore.EffectRow(
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
            body(.effect(row))
        }
    }

    private func leases(
        in database: SQLiteDatabase,
        _ body: (InspectedRow) -> Void
    ) throws(StoreError) {
        try database.forEach(
            "SELECT session_key, owner, generation, renewal FROM leases ORDER BY rowid"
        ) { row throws(StoreError) in
            let row = InspectedStore.LeaseRow(
                session: row.text(0),
                owner: row.text(1),
                generation: Int(row.integer(2)),
                renewal: Int(row.integer(3))
            )
            body(.lease(row))
        }
    }

    private func cancellations(
        in database: SQLiteDatabase,
        _ body: (InspectedRow) -> Void
    ) throws(StoreError) {
        try database.forEach(
            "SELECT session_key, request_id FROM cancellations ORDER BY rowid"
        ) { row throws(StoreError) in
            let row = InspectedStore.CancellationRow(session: row.text(0), requestID: row.text(1))
            body(.cancellation(row))
        }
    }
}

extension SQLiteDatabase {
    /// Executes a statement and gives each of its rows to `body`.
    fileprivate func forEach(
        _ sql: StaticString,
        _ body: (Row) throws(StoreError) -> Void
    ) throws(StoreError) {
        try statement(sql).execute { row throws(StoreError) in
            try body(row)
            return true
        }
    }
}
