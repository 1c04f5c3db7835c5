public import EventsAndEffects

/// Conversations, and the unit of work.
extension SQLiteStore {
    /// The session's processed past.
    ///
    /// - Throws: `StoreError.unavailable`, `.corrupt`.
    public func conversation(of session: SessionKey) throws(StoreError) -> Conversation {
        try connection.perform { database throws(StoreError) in
            let turns = try database.all(
                "SELECT payload, id FROM checkpoints WHERE session_key = ?1 ORDER BY seq",
                session.text
            ) { row throws(StoreError) in
                guard let turn = Turn(payload: row.text(0)) else {
                    throw .corrupt("checkpoints: payload of \(row.text(1))")
                }
                return turn
            }
            return Conversation(turns: turns)
        }
    }

    /// Commits an event's checkpoint and effects in one transaction; repeating it is harmless.
    ///
    /// - Throws: `StoreError.leaseLost`, `.outOfSequence`, `.unavailable`, `.corrupt`.
    public func commit(_ work: UnitOfWork, under lease: Lease) throws(StoreError) -> CommitAnswer {
        try connection.perform { database throws(StoreError) in
            try database.transaction { () throws(StoreError) in
                let session = work.sessionKey.text
                let state = try database.first(
                    """
                    SELECT EXISTS (SELECT 1 FROM leases
                            WHERE session_key = ?1 AND generation = ?2 AND owner = ?3),
                        coalesce((SELECT max(seq) FROM checkpoints WHERE session_key = ?1), 0)
                    """,
                    session,
                    lease.generation,
                    lease.owner
                ) { row in (isOwner: row.integer(0) == 1, last: Int(row.integer(1))) }
                guard let state, state.isOwner, lease.sessionKey == work.sessionKey else {
                    throw .leaseLost(work.sessionKey)
                }
                if work.sequence >= 1, work.sequence <= state.last { return .alreadyCommitted }
                guard work.sequence == state.last + 1 else {
                    throw .outOfSequence(
                        work.sessionKey,
                        expected: state.last + 1,
                        got: work.sequence
                    )
                }
                try insert(work, into: database)
                return .committed
            }
        }
    }

    private func insert(
        _ work: UnitOfWork,
        into database: SQLiteDatabase
    ) throws(StoreError) {
        let session = work.sessionKey.text
        let checkpointID = work.checkpointID
        try database.run(
            """
            INSERT INTO checkpoints(id, session_key, seq, payload, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5)
            """,
            checkpointID,
            session,
            work.sequence,
            work.turn.payload,
            work.createdAt.milliseconds
        )
        for effect in work.effects {
            try database.run(
                """
                INSERT INTO effects(id, session_key, checkpoint_id, type, payload, dedupe_key,
                    status, created_at, updated_at)
                VALUES (?1, ?2, ?3, 'send_message', ?4, ?5, 'pending', ?6, ?6)
                ON CONFLICT DO NOTHING
                """,
                effect.id,
                session,
                checkpointID,
                effect.frame.text,
                effect.dedupeKey,
                work.createdAt.milliseconds
            )
            if database.changedRows == 0 { try checkIsDuplicate(effect, in: database) }
        }
    }

    /// An effect that conflicts is "already there" only if its dedupe key is.
    private func checkIsDuplicate(
        _ effect: EffectDraft,
        in database: SQLiteDatabase
    ) throws(StoreError) {
        let isDuplicate = try database.first(
            "SELECT 1 FROM effects WHERE dedupe_key = ?1",
            effect.dedupeKey
        ) { _ in true }
        guard isDuplicate == true else {
            throw .corrupt("effects: id \(effect.id) is there already")
        }
    }
}
