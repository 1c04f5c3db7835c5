public import EventsAndEffects

/// Leases: who works on which session.
extension SQLiteStore {
    /// Takes the session's lease if it is free, the caller's own, or still as `stale`.
    ///
    /// - Throws: `StoreError.unavailable`, `.corrupt`.
    public func takeLease(
        of session: SessionKey,
        for owner: String,
        ifStill stale: Lease?,
        at now: WallInstant
    ) throws(StoreError) -> LeaseAnswer {
        precondition(!owner.isEmpty, "A lease needs an owner that has a name.")
        return try connection.perform { database throws(StoreError) in
            try database.transaction { () throws(StoreError) in
                let current = try lease(of: session, in: database)
                if let current {
                    guard current.owner.isEmpty || current.owner == owner || current == stale
                    else { return .held(current) }
                }
                let lease = Lease(
                    sessionKey: session,
                    owner: owner,
                    generation: (current?.generation ?? 0) + 1,
                    renewal: 0
                )
                try database.run(
                    """
                    INSERT INTO leases(session_key, owner, generation, renewal)
                    VALUES (?1, ?2, ?3, 0)
                    ON CONFLICT (session_key) DO UPDATE
                    SET owner = excluded.owner, generation = excluded.generation, renewal = 0
                    """,
                    session.text,
                    owner,
                    lease.generation
                )
                return .taken(lease, try inheritance(of: session, in: database))
            }
        }
    }

    private func lease(
        of session: SessionKey,
        in database: SQLiteDatabase
    ) throws(StoreError) -> Lease? {
        try database.first(
            "SELECT owner, generation, renewal FROM leases WHERE session_key = ?1",
            session.text
        ) { row in
            Lease(
                sessionKey: session,
                owner: row.text(0),
                generation: Int(row.integer(1)),
                renewal: Int(row.integer(2))
            )
        }
    }

    private func inheritance(
        of session: SessionKey,
        in database: SQLiteDatabase
    ) throws(StoreError) -> Inheritance {
        let inheritance = try database.first(
            """
            SELECT
                (SELECT checkpoint_id FROM effects WHERE rowid = (
                    SELECT min(rowid) FROM effects
                    WHERE session_key = ?1 AND status = 'executing')),
                (SELECT checkpoint_id FROM effects WHERE rowid = (
                    SELECT min(rowid) FROM effects
                    WHERE session_key = ?1 AND status = 'pending'))
            """,
            session.text
        ) { row throws(StoreError) in
            // An effect is claimed only when it is the oldest, so an executing one comes first.
            let hasExecuting = !row.isNull(0)
            let hasPending = !row.isNull(1)
            let first = hasExecuting ? row.text(0) : row.text(1)
            return Inheritance(
                firstUndelivered: hasExecuting || hasPending
                    ? try Effect.sequence(checkpointID: first) : nil,
                hasExecuting: hasExecuting
            )
        }
        return inheritance ?? Inheritance(firstUndelivered: nil, hasExecuting: false)
    }

    /// Adds one to `renewal` of all leases of `owner`; in the order of their sessions.
    ///
    /// - Throws: `StoreError.unavailable`, `.corrupt`.
    public func renewLeases(of owner: String) throws(StoreError) -> [Lease] {
        try connection.perform { database throws(StoreError) in
            try database.all(
                """
                UPDATE leases SET renewal = renewal + 1 WHERE owner = ?1 AND owner <> ''
                RETURNING session_key, generation, renewal
                """,
                owner
            ) { row throws(StoreError) in
                Lease(
                    sessionKey: try SessionKey(row, 0, of: "leases"),
                    owner: owner,
                    generation: Int(row.integer(1)),
                    renewal: Int(row.integer(2))
                )
            }.sorted { $0.sessionKey < $1.sessionKey }
        }
    }

    /// Frees these leases, as far as they are still current.
    ///
    /// - Throws: `StoreError.unavailable`, `.corrupt`.
    public func releaseLeases(_ leases: [Lease]) throws(StoreError) {
        guard !leases.isEmpty else { return }
        try connection.perform { database throws(StoreError) in
            try database.transaction { () throws(StoreError) in
                for lease in leases {
                    try database.run(
                        """
                        UPDATE leases SET owner = ''
                        WHERE session_key = ?1 AND generation = ?2 AND owner = ?3
                        """,
                        lease.sessionKey.text,
                        lease.generation,
                        lease.owner
                    )
                }
            }
        }
    }
}
