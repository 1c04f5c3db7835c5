import EventsAndEffects
import SQLiteStorage
import SimulatedWorld
import StoreConformance
import Testing

/// What rows changed is seen at the rows, whoever changed them.
@Suite("The observer of rows") struct RowObserverTests {
    private let changes = ChangeList()

    private func observe(_ connection: SQLiteConnection) throws {
        _ = try RowObserver(connection: connection) { [changes] in changes.append($0) }
    }

    private func execute(_ sql: String, on store: SQLiteStore) throws {
        try store.connection.perform { database throws(StoreError) in try database.execute(sql) }
    }

    private static let effects = """
        INSERT INTO effects VALUES
            ('e1', 's', 's:1', 'send_message', '{}', 'k1', 'pending', 1, 1, 0, NULL),
            ('e2', 's', 's:2', 'send_message', '{}', 'k2', 'pending', 1, 1, 0, NULL),
            ('e3', 's', 's:3', 'send_message', '{}', 'k3', 'pending', 1, 1, 0, NULL)
        """

    @Test("reports a transaction once, in statement order, when it is committed")
    func reportsCommit() throws {
        let store = try SQLiteStore(.memory)
        try observe(store.connection)
        try execute("BEGIN; INSERT INTO leases VALUES ('s', 'a', 1, 0)", on: store)
        try execute("INSERT INTO checkpoints VALUES ('s:1', 's', 1, '{}', 5)", on: store)
        #expect(changes.transactions.isEmpty)
        try execute("COMMIT", on: store)
        #expect(
            changes.transactions == [
                [
                    .leaseChanged(session: "s", owner: "a", generation: 1),
                    .checkpointInserted(session: "s", sequence: 1, payload: "{}"),
                ]
            ]
        )
    }

    @Test("forgets what was rolled back")
    func forgetsRollback() throws {
        let store = try SQLiteStore(.memory)
        try observe(store.connection)
        try execute("BEGIN; INSERT INTO leases VALUES ('s', 'a', 1, 0); ROLLBACK", on: store)
        try execute("INSERT INTO leases VALUES ('t', 'a', 1, 0)", on: store)
        #expect(changes.transactions == [[.leaseChanged(session: "t", owner: "a", generation: 1)]])
    }

    @Test("forgets the rows of a statement that failed within a transaction that goes on")
    func forgetsFailedStatement() throws {
        let store = try SQLiteStore(.memory)
        try execute(Self.effects, on: store)
        try observe(store.connection)
        try execute("BEGIN; UPDATE effects SET status = 'executing' WHERE id = 'e3'", on: store)
        #expect(throws: StoreError.self) {
            // The second row takes the key of the first.
            try execute("UPDATE effects SET dedupe_key = 'k' WHERE id <> 'e3'", on: store)
        }
        try execute("COMMIT", on: store)
        let before = StoreChange.EffectState(status: "pending", attemptCount: 0)
        let after = StoreChange.EffectState(status: "executing", attemptCount: 0)
        #expect(
            changes.transactions == [
                [.effectUpdated(session: "s", id: "e3", from: before, to: after)]
            ]
        )
    }

    @Test("sees what a faulty writer does: final states left, rows deleted, owners stolen")
    func seesFaults() throws {
        let store = try SQLiteStore(.memory)
        try execute(Self.effects, on: store)
        try execute("INSERT INTO leases VALUES ('s', 'a', 1, 0)", on: store)
        try execute("UPDATE effects SET status = 'completed' WHERE id = 'e1'", on: store)
        try observe(store.connection)
        try execute(
            "UPDATE effects SET status = 'pending', attempt_count = 7 WHERE id = 'e1'",
            on: store
        )
        try execute("DELETE FROM effects WHERE id = 'e2'", on: store)
        try execute("UPDATE leases SET owner = 'b'", on: store)
        try execute("UPDATE leases SET renewal = 9", on: store)
        let before = StoreChange.EffectState(status: "completed", attemptCount: 0)
        let after = StoreChange.EffectState(status: "pending", attemptCount: 7)
        #expect(
            changes.transactions == [
                [.effectUpdated(session: "s", id: "e1", from: before, to: after)],
                [.rowDeleted(table: "effects", session: "s", id: "e2")],
                [.leaseChanged(session: "s", owner: "b", generation: 1)],
            ]
        )
    }

    @Test("reports a commit that was refused only once it has succeeded")
    func waitsForRefusedCommit() throws {
        let file = try TemporaryDatabase()
        let store = try SQLiteStore(file.location)
        // Without a write-ahead log, a reader keeps a writer from committing.
        try execute("PRAGMA journal_mode = DELETE; PRAGMA busy_timeout = 0", on: store)
        try observe(store.connection)
        let reader = try SQLiteConnection(file.location)
        let read = "BEGIN; SELECT count(*) FROM leases"
        try reader.perform { database throws(StoreError) in try database.execute(read) }
        try execute("BEGIN; INSERT INTO leases VALUES ('s', 'a', 1, 0)", on: store)
        #expect(throws: StoreError.unavailable("database is locked (SQLite code 5)")) {
            try execute("COMMIT", on: store)
        }
        #expect(changes.transactions.isEmpty)
        try reader.perform { database throws(StoreError) in try database.execute("COMMIT") }
        try execute("COMMIT", on: store)
        #expect(changes.transactions == [[.leaseChanged(session: "s", owner: "a", generation: 1)]])
    }

    @Test("observes again a connection whose tables were made anew")
    func observesAgain() throws {
        let store = try SQLiteStore(.memory)
        try observe(store.connection)
        try SchemaDowngrade.apply(to: store.connection)
        let migrated = try SQLiteStore(connection: store.connection)
        try observe(store.connection)
        try execute("INSERT INTO leases VALUES ('s', 'a', 1, 0)", on: migrated)
        try execute("INSERT INTO checkpoints VALUES ('s:1', 's', 1, '{}', 5)", on: migrated)
        #expect(
            changes.transactions == [
                [.leaseChanged(session: "s", owner: "a", generation: 1)],
                [.checkpointInserted(session: "s", sequence: 1, payload: "{}")],
            ]
        )
    }

    @Test("goes on where a store is opened again")
    func survivesReopening() async throws {
        let file = try TemporaryDatabase()
        for generation in 1...2 {
            let store = try SQLiteStore(file.location)
            try observe(store.connection)
            let session = try SessionKey("u:a:t")
            let now = WallInstant(milliseconds: 1)
            _ = try store.takeLease(of: session, for: "a", ifStill: nil, at: now)
            #expect(
                changes.transactions.last == [
                    .leaseChanged(session: "u:a:t", owner: "a", generation: generation)
                ]
            )
            store.close()
        }
        #expect(changes.transactions.count == 2)
    }
}
