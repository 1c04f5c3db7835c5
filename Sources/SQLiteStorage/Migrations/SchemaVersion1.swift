extension Migration {
    /// Events, effects and checkpoints of a single server: requests were not deduplicated, and nobody
    /// but that server worked on a session.
    package static let version1 = Migration(
        version: 1,
        tables: ["checkpoints", "effects", "events"],
        script: [events, checkpoints, effects].joined(separator: "\n")
    )

    private static let events = """
        CREATE TABLE events(
            id TEXT NOT NULL PRIMARY KEY,
            session_key TEXT NOT NULL,
            seq INTEGER NOT NULL CHECK (seq >= 1),
            type TEXT NOT NULL CHECK (type = 'user_message'),
            payload TEXT NOT NULL CHECK (json_valid(payload)),
            created_at INTEGER NOT NULL,
            UNIQUE (session_key, seq)
        ) STRICT;
        """

    private static let checkpoints = """
        CREATE TABLE checkpoints(
            id TEXT NOT NULL PRIMARY KEY,
            session_key TEXT NOT NULL,
            seq INTEGER NOT NULL CHECK (seq >= 1),
            payload TEXT NOT NULL CHECK (json_valid(payload)),
            created_at INTEGER NOT NULL,
            UNIQUE (session_key, seq),
            CHECK (id = session_key || ':' || seq)
        ) STRICT;
        """

    /// The statuses are compared one by one: for each check of an `IN` list SQLite builds a table.
    private static let effects = """
        CREATE TABLE effects(
            id TEXT NOT NULL PRIMARY KEY,
            session_key TEXT NOT NULL,
            checkpoint_id TEXT NOT NULL,
            type TEXT NOT NULL CHECK (type = 'send_message'),
            payload TEXT NOT NULL CHECK (json_valid(payload)),
            dedupe_key TEXT NOT NULL UNIQUE,
            status TEXT NOT NULL CHECK (status = 'pending' OR status = 'executing'
                OR status = 'completed' OR status = 'failed'),
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            attempt_count INTEGER NOT NULL DEFAULT 0 CHECK (attempt_count >= 0),
            last_attempt_at INTEGER
        ) STRICT;
        CREATE INDEX idx_effects_session_key ON effects(session_key);
        CREATE INDEX idx_effects_status_created ON effects(status, created_at);
        """
}
