/// The tables of an `InMemoryStore`: rows in the order of their insertion, and per session the rows
/// that are its own, so that no operation reads what it is not about.
struct InMemoryTables {
    /// A row of `effects`.
    struct EffectRecord {
        let draft: EffectDraft
        let sessionIndex: Int
        let sequence: Int
        let createdAt: WallInstant
        var updatedAt: WallInstant
        var status = EffectStatus.pending
        var attemptCount = 0
        var lastAttemptAt: WallInstant?
    }

    /// A row of `checkpoints`.
    struct CheckpointRecord {
        let sessionIndex: Int
        let sequence: Int
        let turn: Turn
        let createdAt: WallInstant
    }

    /// What one session has.
    struct SessionRecord {
        let key: SessionKey
        /// Rows of `events`, in order of seq.
        var events: [Int] = []
        var eventOfRequest: [ExactText: Int] = [:]
        var turns: [Turn] = []
        /// Rows of `effects`, in order of creation.
        var effects: [Int] = []
        /// How many of `effects` are completed or failed: always the oldest, since an effect is
        /// claimed only when it is the oldest of those that are not.
        var settled = 0
        var cancelled: Set<ExactText> = []
        var lease: Lease?

        /// The row of the oldest effect that is pending or executing.
        var firstUndelivered: Int? { settled < effects.count ? effects[settled] : nil }
    }

    /// Sessions in the order in which they were first heard of.
    var sessions: [SessionRecord] = []
    var events: [Event] = []
    var checkpoints: [CheckpointRecord] = []
    var effects: [EffectRecord] = []
    /// Sessions that have a row of `leases`, in row order.
    var leases: [Int] = []
    var cancellations: [Cancellation] = []
    private var sessionIndexes: [SessionKey: Int] = [:]
    var eventIDs: Set<String> = []
    var effectIDs: [String: Int] = [:]
    var dedupeKeys: Set<String> = []
    /// Which sessions each owner holds the lease of.
    var holdings: [String: Set<Int>] = [:]
    /// What the running transaction has changed; collected only for an observer.
    var changes: [StoreChange] = []
    let isObserved: Bool

    init(isObserved: Bool) {
        self.isObserved = isObserved
    }

    /// The session's place in `sessions`, if it was ever heard of.
    func index(of session: SessionKey) -> Int? { sessionIndexes[session] }

    /// The session's place in `sessions`.
    mutating func makeIndex(of session: SessionKey) -> Int {
        if let index = sessionIndexes[session] { return index }
        sessions.append(SessionRecord(key: session))
        sessionIndexes[session] = sessions.count - 1
        return sessions.count - 1
    }

    /// The place of the session that `lease` is the current lease of.
    ///
    /// - Throws: `StoreError.leaseLost`.
    func session(under lease: Lease) throws(StoreError) -> Int {
        guard let index = index(of: lease.sessionKey), let current = sessions[index].lease,
            current.generation == lease.generation, current.owner == lease.owner
        else { throw .leaseLost(lease.sessionKey) }
        return index
    }
}

/// How a row is counted: the first row is 1.
extension Int {
    var position: Int64 { Int64(self) + 1 }
}
