import EventsAndEffects
import Foundation
import SQLiteStorage
import SimulatedWorld
import Testing

/// Files of other releases, and files that are none of the store's.
@Suite("A database file") struct MigrationTests {
    private let file: TemporaryDatabase
    private let session: SessionKey

    init() throws {
        file = try TemporaryDatabase()
        session = try SessionKey("u:a:t")
    }

    private func rows(of version: Int) throws -> [String] {
        let connection = try SQLiteConnection(file.location)
        defer { connection.close() }
        return try connection.column(
            """
            SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema
            ORDER BY type, name
            """
        )
    }

    /// What a server of the previous release left: one answer delivered, one not, one question open.
    private func createPrevious() throws {
        try file.create(version: 1)
        let final = #"{"type":"final","requestId":"r2","message":"Two","latencyMs":5}"#
        try file.execute(
            """
            INSERT INTO events VALUES
                ('e1', 'u:a:t', 1, 'user_message', '{"requestId":"r1","content":"one"}', 1),
                ('e2', 'u:a:t', 2, 'user_message', '{"requestId":"r2","content":"two"}', 2),
                ('e3', 'u:a:t', 3, 'user_message', '{"requestId":"r3","content":"three"}', 3);
            INSERT INTO checkpoints VALUES
                ('u:a:t:1', 'u:a:t', 1,
                    '{"user":"one","outcome":"answered","assistant":"One"}', 1),
                ('u:a:t:2', 'u:a:t', 2,
                    '{"user":"two","outcome":"answered","assistant":"Two"}', 2);
            INSERT INTO effects VALUES
                ('f1', 'u:a:t', 'u:a:t:1', 'send_message', '{}', 'k1', 'completed', 1, 1, 1, 1),
                ('f2', 'u:a:t', 'u:a:t:2', 'send_message', '\(final)', 'k2', 'executing', 2, 2,
                    1, 2);
            """
        )
    }

    @Test("of the previous version is migrated, and its conversation goes on")
    func migrates() throws {
        try createPrevious()
        let store = try SQLiteStore(file.location)
        #expect(store.openedVersion == 1)
        let open = try store.unprocessed()
        #expect(open.events.map(\.message) == [UserMessage(requestID: "r3", content: "three")])
        let now = WallInstant(milliseconds: 9)
        let answer = try store.takeLease(of: session, for: "a", ifStill: nil, at: now)
        let lease = Lease(sessionKey: session, owner: "a", generation: 1, renewal: 0)
        let left = Inheritance(firstUndelivered: 2, hasExecuting: true)
        #expect(answer == .taken(lease, left))
        try store.releaseExecuting(under: lease, at: now)
        guard case .claimed(let effect) = try store.claimNext(under: lease, at: now) else {
            Issue.record("the effect that was not delivered is lost")
            return
        }
        #expect(effect.id == "f2" && effect.attemptCount == 2)
        let work = UnitOfWork(
            sessionKey: session,
            sequence: 3,
            turn: Turn(question: "three", outcome: .answered("Three")),
            effects: [],
            createdAt: now
        )
        #expect(try store.commit(work, under: lease) == .committed)
        #expect(
            try store.conversation(of: session).messages(asking: "four").map(\.text) == [
                "one", "One", "two", "Two", "three", "Three", "four",
            ]
        )
        #expect(try store.append(.asking("r1", of: session)).isDuplicate)
        #expect(try store.append(.asking("r4", of: session)).event.sequence == 4)
        store.close()
        #expect(try SQLiteStore(file.location).openedVersion == 2)
    }

    @Test("in which a request was accepted twice keeps both events, under two names")
    func migratesRepeatedRequests() throws {
        try file.create(version: 1)
        try file.execute(
            """
            INSERT INTO events VALUES
                ('e1', 'u:a:t', 1, 'user_message', '{"requestId":"r","content":"one"}', 1),
                ('e2', 'u:a:t', 2, 'user_message', '{"requestId":"r","content":"one"}', 2),
                ('e3', 'u:a:other', 1, 'user_message', '{"requestId":"r","content":"one"}', 3),
                ('e4', 'u:a:t', 3, 'user_message', '{"requestId":"r","content":"one"}', 4);
            """
        )
        let store = try SQLiteStore(file.location)
        let requests = try store.unprocessed().events.map(\.message.requestID)
        #expect(requests == ["r", "r#e2", "r", "r#e4"])
        #expect(try store.append(.asking("r", of: session)).event.sequence == 1)
    }

    @Test("made by the downgrade fault is what the previous release makes")
    func downgrades() throws {
        try file.create(version: 1)
        let original = try rows(of: 1)
        let store = try SQLiteStore(file.location)
        _ = try store.append(.asking("r1", of: session))
        #expect(try rows(of: 2) != original)
        try SchemaDowngrade.apply(to: store.connection)
        store.close()
        #expect(try rows(of: 1) == original)
        let inspected = try StoreInspector(connection: SQLiteConnection(file.location)).read()
        #expect(inspected.events.count == 1 && inspected.leases.isEmpty)
        let reopened = try SQLiteStore(file.location)
        #expect(reopened.openedVersion == 1)
        #expect(try reopened.unprocessed().events.count == 1)
    }

    @Test("made by the downgrade fault of a new database, or twice, is an empty one of before")
    func downgradesNothing() throws {
        let connection = try SQLiteConnection(file.location)
        try SchemaDowngrade.apply(to: connection)
        try SchemaDowngrade.apply(to: connection)
        connection.close()
        let opened = try SQLiteStore(file.location)
        #expect(opened.openedVersion == 1)
        #expect(try opened.unprocessed().events.isEmpty)
    }

    @Test("of a later version is refused and left as it was")
    func refusesNewer() throws {
        try file.create(version: 2)
        try file.execute("PRAGMA user_version = 7; CREATE TABLE extra(x)")
        let before = try Data(contentsOf: URL(filePath: file.path))
        let expected = SchemaError.newer(found: 7, supported: 2)
        #expect(throws: expected) { try SQLiteStore(file.location) }
        #expect(try Data(contentsOf: URL(filePath: file.path)) == before)
        #expect(
            expected.description == """
                the database has schema version 7, and this build works with versions up to 2: \
                start the release that wrote it, or a later one
                """
        )
    }

    @Test("with tables of others, or without its own, is refused and left as it was")
    func refusesForeign() throws {
        try file.execute("CREATE TABLE invoices(x); CREATE TABLE customers(x)")
        let before = try Data(contentsOf: URL(filePath: file.path))
        #expect(throws: SchemaError.foreignTables(["customers", "invoices"])) {
            try SQLiteStore(file.location)
        }
        #expect(try Data(contentsOf: URL(filePath: file.path)) == before)
        try file.execute("DROP TABLE invoices; DROP TABLE customers; PRAGMA user_version = 2")
        #expect(
            throws: SchemaError.missingTables(
                ["cancellations", "checkpoints", "effects", "events", "leases"],
                version: 2
            )
        ) { try SQLiteStore(file.location) }
    }

    @Test("that is not a database is refused and left as it was")
    func refusesOtherFiles() throws {
        let text = String(repeating: "This is a shopping list, not a database. ", count: 40)
        try Data(text.utf8).write(to: URL(filePath: file.path))
        #expect(throws: SchemaError.notADatabase("file is not a database (SQLite code 26)")) {
            try SQLiteStore(file.location)
        }
        #expect(try String(contentsOf: URL(filePath: file.path), encoding: .utf8) == text)
    }

    @Test("that cannot be opened is an unavailable store")
    func refusesMissingDirectory() {
        #expect(
            throws: StoreError.unavailable("unable to open database file (SQLite code 14)")
        ) { try SQLiteStore(.file("/nowhere/at/all/store.sqlite")) }
    }
}

extension EventDraft {
    fileprivate static func asking(_ request: String, of session: SessionKey) -> EventDraft {
        EventDraft(
            id: "event-\(request)",
            sessionKey: session,
            message: UserMessage(requestID: request, content: "Hello"),
            createdAt: WallInstant(milliseconds: 1)
        )
    }
}
