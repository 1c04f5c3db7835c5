public import EventsAndEffects

/// Accepting messages, and reading back what is not processed.
extension SQLiteStore {
    /// Accepts a message, or returns the event that its request id has already.
    ///
    /// - Throws: `StoreError.unavailable`, `.corrupt`.
    public func append(_ draft: EventDraft) throws(StoreError) -> AppendAnswer {
        try connection.perform { database throws(StoreError) in
            // One statement is one transaction. It names no conflict: a call that is repeated with
            // the same draft conflicts in its id as well.
            try database.run(
                """
                INSERT INTO events(id, session_key, seq, type, payload, created_at)
                VALUES (?1, ?2,
                    1 + coalesce((SELECT max(seq) FROM events WHERE session_key = ?2), 0),
                    'user_message', ?3, ?4)
                ON CONFLICT DO NOTHING
                """,
                draft.id,
                draft.sessionKey.text,
                draft.message.payload,
                draft.createdAt.milliseconds
            )
            if database.changedRows == 0 { return try existing(draft, in: database) }
            let position = database.lastInsertedRow
            let sequence = try database.first(
                "SELECT seq FROM events WHERE rowid = ?1",
                position
            ) { Int($0.integer(0)) }
            guard let sequence else { throw .corrupt("events: row \(position) is gone") }
            let event = Event(
                id: draft.id,
                sessionKey: draft.sessionKey,
                sequence: sequence,
                message: draft.message,
                createdAt: draft.createdAt
            )
            return AppendAnswer(event: event, position: position, isDuplicate: false)
        }
    }

    private func existing(
        _ draft: EventDraft,
        in database: SQLiteDatabase
    ) throws(StoreError) -> AppendAnswer {
        let answer = try database.first(
            """
            SELECT rowid, id, session_key, seq, payload, created_at FROM events
            WHERE session_key = ?1 AND json_extract(payload, '$.requestId') = ?2
            """,
            draft.sessionKey.text,
            draft.message.requestID
        ) { row throws(StoreError) in
            AppendAnswer(
                event: try Event(row, of: draft.sessionKey),
                position: row.integer(0),
                isDuplicate: true
            )
        }
        guard let answer else { throw .corrupt("events: \(draft.id) conflicts with another event") }
        return answer
    }

    /// The session's events with a seq above `sequence`, in order of seq.
    ///
    /// - Throws: `StoreError.unavailable`, `.corrupt`.
    public func events(
        of session: SessionKey,
        after sequence: Int
    ) throws(StoreError) -> [Event] {
        try connection.perform { database throws(StoreError) in
            try database.all(
                """
                SELECT rowid, id, session_key, seq, payload, created_at FROM events
                WHERE session_key = ?1 AND seq > ?2 ORDER BY seq
                """,
                session.text,
                sequence
            ) { row throws(StoreError) in try Event(row, of: session) }
        }
    }

    /// The events that have no checkpoint yet, and which of them were cancelled.
    ///
    /// The cost grows with the number of sessions and of open events, not with the number of events.
    /// - Throws: `StoreError.unavailable`, `.corrupt` if the file is, not a row.
    public func unprocessed() throws(StoreError) -> Sweep {
        try connection.perform { database throws(StoreError) in
            try database.readTransaction { () throws(StoreError) in
                var rows = SweptRows()
                let events = try openEvents(in: database, &rows)
                let cancellations = try openCancellations(in: database, &rows)
                return Sweep(
                    events: events,
                    cancellations: cancellations,
                    unreadable: rows.unreadable,
                    position: try lastPosition(in: database)
                )
            }
        }
    }

    /// Steps from session to session through the index instead of reading every event.
    private func openEvents(
        in database: SQLiteDatabase,
        _ rows: inout SweptRows
    ) throws(StoreError) -> [Event] {
        try database.all(
            """
            WITH RECURSIVE sessions(session_key) AS (
                SELECT min(session_key) FROM events
                UNION ALL
                SELECT (SELECT min(events.session_key) FROM events
                    WHERE events.session_key > sessions.session_key)
                FROM sessions WHERE session_key IS NOT NULL)
            SELECT events.rowid, id, events.session_key, seq, payload, created_at
            FROM sessions CROSS JOIN events ON events.session_key = sessions.session_key
                AND seq > coalesce((SELECT max(checkpoints.seq) FROM checkpoints
                    WHERE checkpoints.session_key = sessions.session_key), 0)
            ORDER BY events.rowid
            """
        ) { row throws(StoreError) in
            try rows.read { () throws(StoreError) in try Event(row) }
        }.compactMap(\.self)
    }

    private func openCancellations(
        in database: SQLiteDatabase,
        _ rows: inout SweptRows
    ) throws(StoreError) -> [Cancellation] {
        try database.all(
            """
            SELECT rowid, session_key, request_id FROM cancellations AS wish
            WHERE (SELECT seq FROM events
                WHERE events.session_key = wish.session_key
                    AND json_extract(events.payload, '$.requestId') = wish.request_id)
                > coalesce((SELECT max(seq) FROM checkpoints
                    WHERE checkpoints.session_key = wish.session_key), 0)
            ORDER BY rowid
            """
        ) { row throws(StoreError) in
            try rows.read { () throws(StoreError) in try Cancellation(row) }
        }.compactMap(\.self)
    }

    private func lastPosition(in database: SQLiteDatabase) throws(StoreError) -> SweepPosition {
        try database.first(
            """
            SELECT coalesce((SELECT max(rowid) FROM events), 0),
                coalesce((SELECT max(rowid) FROM cancellations), 0)
            """
        ) { SweepPosition(event: $0.integer(0), cancellation: $0.integer(1)) } ?? SweepPosition()
    }

    /// What was appended or cancelled since `position` by any server.
    ///
    /// - Throws: `StoreError.unavailable`, `.corrupt` if the file is, not a row.
    public func sweep(after position: SweepPosition, limit: Int) throws(StoreError) -> Sweep {
        try connection.perform { database throws(StoreError) in
            // Most sweeps find nothing: one statement says so, without a transaction.
            guard try lastPosition(in: database) != position else {
                return Sweep(events: [], cancellations: [], position: position)
            }
            return try database.readTransaction { () throws(StoreError) in
                var next = position
                var rows = SweptRows()
                let events = try database.all(
                    """
                    SELECT rowid, id, session_key, seq, payload, created_at FROM events
                    WHERE rowid > ?1 ORDER BY rowid LIMIT ?2
                    """,
                    position.event,
                    limit
                ) { row throws(StoreError) in
                    next.event = row.integer(0)
                    return try rows.read { () throws(StoreError) in try Event(row) }
                }
                // What is cancelled may be an event that is still to be read.
                guard events.count < limit else {
                    return Sweep(
                        events: events.compactMap(\.self),
                        cancellations: [],
                        unreadable: rows.unreadable,
                        position: next
                    )
                }
                let cancellations = try database.all(
                    """
                    SELECT rowid, session_key, request_id FROM cancellations
                    WHERE rowid > ?1 ORDER BY rowid
                    """,
                    position.cancellation
                ) { row throws(StoreError) in
                    next.cancellation = row.integer(0)
                    return try rows.read { () throws(StoreError) in try Cancellation(row) }
                }
                return Sweep(
                    events: events.compactMap(\.self),
                    cancellations: cancellations.compactMap(\.self),
                    unreadable: rows.unreadable,
                    position: next
                )
            }
        }
    }

    /// Notes that a client wants a request stopped, unless it is unknown or processed.
    ///
    /// - Throws: `StoreError.unavailable`, `.corrupt`.
    public func cancel(
        request requestID: String,
        of session: SessionKey
    ) throws(StoreError) {
        try connection.perform { database throws(StoreError) in
            try database.run(
                """
                INSERT INTO cancellations(session_key, request_id)
                SELECT session_key, ?2 FROM events
                WHERE session_key = ?1 AND json_extract(payload, '$.requestId') = ?2
                    AND seq > coalesce(
                        (SELECT max(seq) FROM checkpoints WHERE session_key = ?1), 0)
                ON CONFLICT DO NOTHING
                """,
                session.text,
                requestID
            )
        }
    }
}
