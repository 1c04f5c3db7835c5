import EventsAndEffects
import SQLiteStorage
import Testing

/// What a real file contains, and what it refuses.
@Suite("The schema") struct SchemaTests {
    private let file: TemporaryDatabase
    private let store: SQLiteStore

    init() throws {
        file = try TemporaryDatabase()
        store = try SQLiteStore(file.location)
    }

    @Test("has exactly these tables and columns, all of them strict")
    func tables() throws {
        let columns = try store.connection.column(
            """
            SELECT t.name || '.' || c.name || ' ' || c.type || iif(c."notnull", '!', '')
                || iif(c.pk, ' key', '') || coalesce(' = ' || c.dflt_value, '')
            FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c
            WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite%' AND t.strict
            ORDER BY t.name, c.cid
            """
        )
        #expect(
            columns == [
                "cancellations.session_key TEXT!", "cancellations.request_id TEXT!",
                "checkpoints.id TEXT! key", "checkpoints.session_key TEXT!",
                "checkpoints.seq INTEGER!", "checkpoints.payload TEXT!",
                "checkpoints.created_at INTEGER!",
                "effects.id TEXT! key", "effects.session_key TEXT!", "effects.checkpoint_id TEXT!",
                "effects.type TEXT!", "effects.payload TEXT!", "effects.dedupe_key TEXT!",
                "effects.status TEXT!", "effects.created_at INTEGER!",
                "effects.updated_at INTEGER!",
                "effects.attempt_count INTEGER! = 0", "effects.last_attempt_at INTEGER",
                "events.id TEXT! key", "events.session_key TEXT!", "events.seq INTEGER!",
                "events.type TEXT!", "events.payload TEXT!", "events.created_at INTEGER!",
                "leases.session_key TEXT! key", "leases.owner TEXT!", "leases.generation INTEGER!",
                "leases.renewal INTEGER!",
            ]
        )
        #expect(try store.connection.column("PRAGMA user_version") == ["2"])
    }

    @Test("has exactly these indexes")
    func indexes() throws {
        let named = try store.connection.column(
            """
            SELECT replace(replace(sql, char(10), ' '), '  ', '') FROM sqlite_schema
            WHERE type = 'index' AND sql IS NOT NULL ORDER BY name
            """
        )
        #expect(
            named == [
                """
                CREATE INDEX idx_effects_session_key ON effects(session_key, status)
                """,
                """
                CREATE INDEX idx_effects_status_created ON effects(status, created_at, id) WHERE \
                status = 'pending'
                """,
                """
                CREATE UNIQUE INDEX idx_events_request ON events(session_key, json_extract(payload, \
                '$.requestId'))
                """,
                """
                CREATE INDEX idx_leases_owner ON leases(owner) WHERE owner <> ''
                """,
            ]
        )
        let unique = try store.connection.column(
            """
            SELECT t.name || '(' || (SELECT group_concat(name) FROM pragma_index_info(i.name))
                || ')'
            FROM pragma_table_list AS t JOIN pragma_index_list(t.name) AS i
            WHERE t.schema = 'main' AND i.origin <> 'c' ORDER BY 1
            """
        )
        #expect(
            unique == [
                "cancellations(session_key,request_id)", "checkpoints(id)",
                "checkpoints(session_key,seq)", "effects(dedupe_key)", "effects(id)", "events(id)",
                "events(session_key,seq)", "leases(session_key)",
            ]
        )
    }

    @Test("survives a loss of power: a write-ahead log that is synced at each commit")
    func durability() throws {
        #expect(try store.connection.column("PRAGMA journal_mode") == ["wal"])
        #expect(try store.connection.column("PRAGMA synchronous") == ["2"])
    }

    @Test(
        "refuses a row that breaks its rules",
        arguments: [
            // What is there already.
            "events VALUES ('e', 't', 1, 'user_message', '{\"requestId\":\"x\"}', 1)",
            "events VALUES ('f', 's', 1, 'user_message', '{\"requestId\":\"x\"}', 1)",
            "events VALUES ('f', 's', 2, 'user_message', '{\"requestId\":\"r\"}', 1)",
            "checkpoints VALUES ('s:1', 's', 1, '{}', 1)",
            "effects VALUES ('e', 's', 's:1', 'send_message', '{}', 'x', 'pending', 1, 1, 0, NULL)",
            "effects VALUES ('f', 's', 's:1', 'send_message', '{}', 'k', 'pending', 1, 1, 0, NULL)",
            "leases VALUES ('s', 'b', 1, 0)",
            "cancellations VALUES ('s', 'r')",
            // What no row may say.
            "events VALUES ('f', 's', 0, 'user_message', '{}', 1)",
            "events VALUES ('f', 's', 2, 'other', '{}', 1)",
            "events VALUES ('f', 's', 2, 'user_message', 'no JSON', 1)",
            "events VALUES ('f', 's', 'two', 'user_message', '{}', 1)",
            "events VALUES ('f', NULL, 2, 'user_message', '{}', 1)",
            "checkpoints VALUES ('s:2', 's', 3, '{}', 1)",
            "checkpoints VALUES ('s:0', 's', 0, '{}', 1)",
            "checkpoints VALUES ('s:2', 's', 2, '{', 1)",
            "effects VALUES ('f', 's', 's:1', 'send_message', '{}', 'x', 'sent', 1, 1, 0, NULL)",
            "effects VALUES ('f', 's', 's:1', 'send', '{}', 'x', 'pending', 1, 1, 0, NULL)",
            "effects VALUES ('f', 's', 's:1', 'send_message', '', 'x', 'pending', 1, 1, 0, NULL)",
            "effects VALUES ('f', 's', 's:1', 'send_message', '{}', 'x', 'pending', 1, 1, -1, 0)",
            "leases VALUES ('t', 'b', 0, 0)",
        ]
    )
    func refuses(row: String) throws {
        try file.execute(
            """
            INSERT INTO events VALUES ('e', 's', 1, 'user_message', '{"requestId":"r"}', 1);
            INSERT INTO checkpoints VALUES ('s:1', 's', 1, '{}', 1);
            INSERT INTO effects
            VALUES ('e', 's', 's:1', 'send_message', '{}', 'k', 'pending', 1, 1, 0, NULL);
            INSERT INTO leases VALUES ('s', 'a', 1, 0);
            INSERT INTO cancellations VALUES ('s', 'r');
            """
        )
        #expect {
            try file.execute("INSERT INTO \(row)")
        } throws: { error in
            guard case StoreError.corrupt(let reason) = error else { return false }
            return reason.contains("constraint failed") || reason.contains("cannot store TEXT")
        }
    }

    @Test("changes no status to one that there is not")
    func refusesUpdate() throws {
        try file.execute(
            """
            INSERT INTO effects(id, session_key, checkpoint_id, type, payload, dedupe_key, status,
                created_at, updated_at)
            VALUES ('e', 's', 's:1', 'send_message', '{}', 'k', 'pending', 1, 1)
            """
        )
        #expect(throws: StoreError.self) {
            try file.execute("UPDATE effects SET status = 'delivered'")
        }
        #expect(try store.connection.column("SELECT attempt_count FROM effects") == ["0"])
    }
}
