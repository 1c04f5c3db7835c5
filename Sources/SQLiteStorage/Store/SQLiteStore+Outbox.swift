public import EventsAndEffects

/// The life of effects: each change is one statement, which is one transaction, and checks the lease
/// as it writes.
extension SQLiteStore {
    /// Claims the session's oldest undelivered effect.
    ///
    /// - Throws: `StoreError.leaseLost`, `.unavailable`, `.corrupt`.
    public func claimNext(under lease: Lease, at now: WallInstant) throws(StoreError) -> ClaimAnswer
    {
        try connection.perform { database throws(StoreError) in
            guard let oldest = try oldestUndelivered(of: lease.sessionKey, in: database) else {
                try check(lease, in: database)
                return .nothing
            }
            guard let effect = oldest.pending else {
                try check(lease, in: database)
                return .busy
            }
            // The compare-and-set: between reading and writing, another server may have taken the
            // lease and claimed it.
            try database.run(
                """
                UPDATE effects SET status = 'executing', attempt_count = attempt_count + 1,
                    last_attempt_at = ?5, updated_at = ?5
                WHERE rowid = ?4 AND status = 'pending'
                    AND EXISTS (SELECT 1 FROM leases
                        WHERE session_key = ?1 AND generation = ?2 AND owner = ?3)
                """,
                lease.sessionKey.text,
                lease.generation,
                lease.owner,
                oldest.row,
                now.milliseconds
            )
            if database.changedRows == 1 { return .claimed(effect) }
            try check(lease, in: database)
            return .busy
        }
    }

    /// The executing effect of the session, or else its oldest pending one, as it is once claimed:
    /// an effect is claimed only when it is the oldest, so an executing one comes first.
    private func oldestUndelivered(
        of session: SessionKey,
        in database: SQLiteDatabase
    ) throws(StoreError) -> (row: Int64, pending: Effect?)? {
        try database.first(
            """
            SELECT rowid, status, id, checkpoint_id, payload, dedupe_key, created_at,
                attempt_count + 1
            FROM effects WHERE rowid = ifnull(
                (SELECT min(rowid) FROM effects
                    WHERE session_key = ?1 AND status = 'executing'),
                (SELECT min(rowid) FROM effects
                    WHERE session_key = ?1 AND status = 'pending'))
            """,
            session.text
        ) { row throws(StoreError) in
            let isPending = row.text(1) == EffectStatus.pending.rawValue
            return (
                row: row.integer(0),
                pending: isPending ? try Effect(claiming: row, of: session) : nil
            )
        }
    }

    /// `executing → completed`; an effect that is not executing stays as it is.
    ///
    /// - Throws: `StoreError.leaseLost`, `.unavailable`, `.corrupt`.
    public func complete(
        _ effectID: String,
        under lease: Lease,
        at now: WallInstant
    ) throws(StoreError) {
        try move(effectID, to: .completed, under: lease, at: now)
    }

    /// `executing → pending`; an effect that is not executing stays as it is.
    ///
    /// - Throws: `StoreError.leaseLost`, `.unavailable`, `.corrupt`.
    public func release(
        _ effectID: String,
        under lease: Lease,
        at now: WallInstant
    ) throws(StoreError) {
        try move(effectID, to: .pending, under: lease, at: now)
    }

    /// `executing → failed`; an effect that is not executing stays as it is.
    ///
    /// - Throws: `StoreError.leaseLost`, `.unavailable`, `.corrupt`.
    public func fail(
        _ effectID: String,
        under lease: Lease,
        at now: WallInstant
    ) throws(StoreError) {
        try move(effectID, to: .failed, under: lease, at: now)
    }

    private func move(
        _ effectID: String,
        to status: EffectStatus,
        under lease: Lease,
        at now: WallInstant
    ) throws(StoreError) {
        try connection.perform { database throws(StoreError) in
            try database.run(
                """
                UPDATE effects SET status = ?5, updated_at = ?6
                WHERE id = ?4 AND session_key = ?1 AND status = 'executing'
                    AND EXISTS (SELECT 1 FROM leases
                        WHERE session_key = ?1 AND generation = ?2 AND owner = ?3)
                """,
                lease.sessionKey.text,
                lease.generation,
                lease.owner,
                effectID,
                status.rawValue,
                now.milliseconds
            )
            if database.changedRows == 0 { try check(lease, in: database) }
        }
    }

    /// Releases whatever of the session is `executing`.
    ///
    /// - Throws: `StoreError.leaseLost`, `.unavailable`, `.corrupt`.
    public func releaseExecuting(under lease: Lease, at now: WallInstant) throws(StoreError) {
        try connection.perform { database throws(StoreError) in
            try database.run(
                """
                UPDATE effects SET status = 'pending', updated_at = ?4
                WHERE session_key = ?1 AND status = 'executing'
                    AND EXISTS (SELECT 1 FROM leases
                        WHERE session_key = ?1 AND generation = ?2 AND owner = ?3)
                """,
                lease.sessionKey.text,
                lease.generation,
                lease.owner,
                now.milliseconds
            )
            if database.changedRows == 0 { try check(lease, in: database) }
        }
    }

    /// Finds out why a statement changed nothing.
    ///
    /// Its own transaction is good enough: a generation
    /// that is lost never comes back.
    private func check(_ lease: Lease, in database: SQLiteDatabase) throws(StoreError) {
        let isOwner = try database.first(
            """
            SELECT 1 FROM leases WHERE session_key = ?1 AND generation = ?2 AND owner = ?3
            """,
            lease.sessionKey.text,
            lease.generation,
            lease.owner
        ) { _ in true }
        guard isOwner == true else { throw .leaseLost(lease.sessionKey) }
    }
}
