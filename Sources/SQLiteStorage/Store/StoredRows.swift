import EventsAndEffects

/// How the rows of the tables are read; the columns are numbered as their queries name them.
extension Event {
    /// Reads `rowid, id, session_key, seq, payload, created_at` of a session that is known.
    init(_ row: Row, of session: SessionKey) throws(StoreError) {
        let id = row.text(1)
        guard let message = UserMessage(payload: row.text(4)) else {
            throw .corrupt("events: payload of \(id)")
        }
        self.init(
            id: id,
            sessionKey: session,
            sequence: Int(row.integer(3)),
            message: message,
            createdAt: WallInstant(milliseconds: row.integer(5))
        )
    }

    /// Reads `rowid, id, session_key, seq, payload, created_at`.
    init(_ row: Row) throws(StoreError) {
        try self.init(row, of: try SessionKey(row, 2, of: "events"))
    }
}

extension Cancellation {
    /// Reads `rowid, session_key, request_id`.
    init(_ row: Row) throws(StoreError) {
        self.init(
            sessionKey: try SessionKey(row, 1, of: "cancellations"),
            requestID: row.text(2)
        )
    }
}

extension Effect {
    /// Reads `rowid, status, id, checkpoint_id, payload, dedupe_key, created_at, attempt_count` of an
    /// effect of that session that is being claimed.
    init(claiming row: Row, of session: SessionKey) throws(StoreError) {
        let id = row.text(2)
        guard let frame = TerminalFrame(text: row.text(4)) else {
            throw .corrupt("effects: payload of \(id)")
        }
        self.init(
            id: id,
            sessionKey: session,
            sequence: try Self.sequence(checkpointID: row.text(3)),
            frame: frame,
            dedupeKey: row.text(5),
            status: .executing,
            createdAt: WallInstant(milliseconds: row.integer(6)),
            attemptCount: Int(row.integer(7))
        )
    }

    /// The number behind the last colon of `<session_key>:<seq>`.
    static func sequence(checkpointID: String) throws(StoreError) -> Int {
        guard let colon = checkpointID.utf8.lastIndex(of: UInt8(ascii: ":")),
            let sequence = Int(checkpointID[checkpointID.utf8.index(after: colon)...])
        else { throw .corrupt("effects: checkpoint_id \(checkpointID)") }
        return sequence
    }
}

/// The rows of a sweep, and what is wrong with those that cannot be read.
struct SweptRows {
    private(set) var unreadable: [String] = []

    /// Returns a row, or nil if it breaks the rules of the store.
    mutating func read<Value>(_ decode: () throws(StoreError) -> Value) throws(StoreError) -> Value?
    {
        do throws(StoreError) { return try decode() } catch {
            guard case .corrupt(let what) = error else { throw error }
            unreadable.append(what)
            return nil
        }
    }
}

extension SessionKey {
    init(_ row: Row, _ column: Int32, of table: String) throws(StoreError) {
        let text = row.text(column)
        do throws(SessionKeyError) {
            try self.init(text)
        } catch {
            throw .corrupt("\(table): \(error)")
        }
    }
}
