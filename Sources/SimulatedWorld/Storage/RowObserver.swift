package import EventsAndEffects
package import SQLiteStorage

/// Reports what rows a connection has changed, independently of the code that changed them.
///
/// Temporary triggers see every row of every statement, and the ends of transactions decide: what
/// was committed is reported once per transaction, in statement order, before the committing call
/// returns; what was rolled back is forgotten. A store that believes something else is seen as it is.
///
/// The triggers live as long as the connection and are not part of the file: observe each connection
/// that is opened, after its database was migrated, and again when it was migrated anew; the last
/// observer of a connection is the only one. A statement whose effect was undone by `ROLLBACK TO` is
/// reported all the same.
///
/// Determinism: the order of the changes is SQLite's own, that of the rows as they were written.
package final class RowObserver {
    private let log: ChangeLog

    /// Begins to observe a connection, which must have the current schema.
    ///
    /// `report` is called while the connection is locked and must not use it.
    /// - Throws: `StoreError`.
    package init(
        connection: SQLiteConnection,
        report: @escaping ([StoreChange]) -> Void
    ) throws(StoreError) {
        let log = ChangeLog(report: report)
        self.log = log
        try connection.perform { database throws(StoreError) in
            try database.registerFunction("observe_row", argumentCount: -1) { log.note($0) }
            for trigger in Self.triggers { try database.execute(trigger) }
            database.observe(log)
        }
    }
}

/// The triggers: each calls `observe_row` with the kind of change and the columns that tell of it.
extension RowObserver {
    private static let triggers = [
        trigger(
            "INSERT ON main.events",
            .eventInserted,
            "NEW.session_key, NEW.seq, NEW.id, NEW.payload"
        ),
        trigger(
            "INSERT ON main.checkpoints",
            .checkpointInserted,
            "NEW.session_key, NEW.seq, NEW.payload"
        ),
        trigger(
            "INSERT ON main.effects",
            .effectInserted,
            "NEW.session_key, NEW.id, NEW.checkpoint_id, NEW.dedupe_key, NEW.payload, NEW.status"
        ),
        trigger(
            "UPDATE ON main.effects",
            .effectUpdated,
            "NEW.session_key, NEW.id, OLD.status, OLD.attempt_count, NEW.status, NEW.attempt_count"
        ),
        trigger(
            "INSERT ON main.leases",
            .leaseChanged,
            "NEW.session_key, NEW.owner, NEW.generation"
        ),
        trigger(
            "UPDATE OF owner, generation ON main.leases",
            .leaseChanged,
            "NEW.session_key, NEW.owner, NEW.generation",
            when: "NEW.owner <> OLD.owner OR NEW.generation <> OLD.generation"
        ),
        deletion("events", id: "id"),
        deletion("checkpoints", id: "id"),
        deletion("effects", id: "id"),
        deletion("leases", id: "session_key"),
        deletion("cancellations", id: "request_id"),
    ]

    private static func deletion(_ table: String, id: String) -> String {
        trigger("DELETE ON main.\(table)", .rowDeleted, "'\(table)', OLD.session_key, OLD.\(id)")
    }

    private static func trigger(
        _ event: String,
        _ kind: ChangeLog.Kind,
        _ columns: String,
        when condition: String = "true"
    ) -> String {
        let name = event.map { $0.isLetter ? $0 : "_" }
        return """
            CREATE TEMP TRIGGER IF NOT EXISTS observe_\(String(name)) AFTER \(event) WHEN \(condition)
            BEGIN SELECT observe_row(\(kind.rawValue), \(columns)); END
            """
    }
}
