extension Migration {
    /// A request is accepted once, several servers share a store, and the indexes hold only what is
    /// looked for.
    package static let version2 = Migration(
        version: 2,
        tables: ["cancellations", "checkpoints", "effects", "events", "leases"],
        script: [requests, effectIndexes, ownership].joined(separator: "\n")
    )

    /// A request that was accepted twice keeps both events, since both have their place in the
    /// conversation; the later ones get request ids of their own.
    private static let requests = """
        UPDATE events
        SET payload = json_set(
            payload, '$.requestId', json_extract(payload, '$.requestId') || '#' || id)
        WHERE rowid IN (
            SELECT row FROM (
                SELECT rowid AS row, row_number() OVER (
                    PARTITION BY session_key, json_extract(payload, '$.requestId')
                    ORDER BY seq) AS occurrence
                FROM events)
            WHERE occurrence > 1);
        CREATE UNIQUE INDEX idx_events_request
            ON events(session_key, json_extract(payload, '$.requestId'));
        """

    /// Claims look for a session's first row of a status; the poll reads all that is pending.
    private static let effectIndexes = """
        DROP INDEX idx_effects_session_key;
        DROP INDEX idx_effects_status_created;
        CREATE INDEX idx_effects_session_key ON effects(session_key, status);
        CREATE INDEX idx_effects_status_created
            ON effects(status, created_at, id) WHERE status = 'pending';
        """

    private static let ownership = """
        CREATE TABLE leases(
            session_key TEXT NOT NULL PRIMARY KEY,
            owner TEXT NOT NULL,
            generation INTEGER NOT NULL CHECK (generation >= 1),
            renewal INTEGER NOT NULL CHECK (renewal >= 0)
        ) STRICT;
        CREATE INDEX idx_leases_owner ON leases(owner) WHERE owner <> '';
        CREATE TABLE cancellations(
            session_key TEXT NOT NULL,
            request_id TEXT NOT NULL,
            UNIQUE (session_key, request_id)
        ) STRICT;
        """
}
