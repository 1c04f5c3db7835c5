public import EventsAndEffects

/// The runner's poll.
extension SQLiteStore {
    /// Which of `sessions` have a pending effect, those whose effect was created first, first.
    ///
    /// Costs what the smaller of two numbers costs: of the pending effects, which are few unless
    /// many clients are away, or of the sessions that are asked for.
    /// - Throws: `StoreError.unavailable`.
    public func sessionsWithPending(
        among sessions: [SessionKey],
        limit: Int
    ) throws(StoreError) -> [SessionKey] {
        guard !sessions.isEmpty, limit > 0 else { return [] }
        return try connection.perform { database throws(StoreError) in
            var found = try pendingRows(among: sessions, in: database)
            if found == nil {
                // In one transaction the file is locked once, not once for each session.
                found = try database.readTransaction { () throws(StoreError) in
                    try pendingRows(ofEach: sessions, in: database)
                }
            }
            return (found ?? []).sorted { $0.row < $1.row }.prefix(limit).map(\.session)
        }
    }

    private typealias Pending = (row: Int64, session: SessionKey)

    /// Reads what is pending and keeps what was asked for; gives up, with nil, while that has cost
    /// little compared with asking for each session.
    ///
    /// Nearly all polls find next to nothing pending: a few microseconds instead of a third of one
    /// for each session.
    private func pendingRows(
        among sessions: [SessionKey],
        in database: SQLiteDatabase
    ) throws(StoreError) -> [Pending]? {
        let most = 16 + sessions.count / 8
        var read = 0
        var firstRows: [String: Int64] = [:]
        try database.statement(
            "SELECT rowid, session_key FROM effects WHERE status = 'pending' LIMIT ?1"
        ).execute(most + 1) { row in
            read += 1
            firstRows[row.text(1), default: .max] = min(
                firstRows[row.text(1), default: .max],
                row.integer(0)
            )
            return true
        }
        guard read <= most else { return nil }
        guard !firstRows.isEmpty else { return [] }
        return sessions.compactMap { session in
            // Taken out, so that a session that is named twice is found once.
            firstRows.removeValue(forKey: session.text).map { (row: $0, session: session) }
        }
    }

    private func pendingRows(
        ofEach sessions: [SessionKey],
        in database: SQLiteDatabase
    ) throws(StoreError) -> [Pending] {
        let statement = try database.statement(
            "SELECT min(rowid) FROM effects WHERE session_key = ?1 AND status = 'pending'"
        )
        var found: [Pending] = []
        for session in sessions {
            try statement.execute(session.text) { row in
                if !row.isNull(0) { found.append((row: row.integer(0), session: session)) }
                return true
            }
        }
        return found
    }
}
