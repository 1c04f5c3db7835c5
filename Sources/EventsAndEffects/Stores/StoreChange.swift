/// A row that a committed transaction inserted, updated or deleted.
///
/// A store reports its changes in statement order, once per transaction, as it commits: what an
/// audit trail or a test observes, whatever the code that wrote the row believes it did.
public enum StoreChange: Hashable, Sendable {
    /// A row of `events` was inserted.
    case eventInserted(session: String, sequence: Int, id: String, payload: String)
    /// A row of `checkpoints` was inserted.
    case checkpointInserted(session: String, sequence: Int, payload: String)
    /// A row of `effects` was inserted.
    case effectInserted(EffectRow)
    /// A row of `effects` was updated.
    case effectUpdated(session: String, id: String, from: EffectState, to: EffectState)
    /// The generation or the owner of a row of `leases` changed, or the row was inserted.
    case leaseChanged(session: String, owner: String, generation: Int)
    /// A row of a table was deleted.
    case rowDeleted(table: String, session: String, id: String)

    /// The columns of an effect that do not change in its life, and its first status.
    public struct EffectRow: Hashable, Sendable {
        /// The `session_key` column.
        public let session: String
        /// The `id` column.
        public let id: String
        /// The `checkpoint_id` column.
        public let checkpointID: String
        /// The `dedupe_key` column.
        public let dedupeKey: String
        /// The `payload` column.
        public let payload: String
        /// The `status` column, as text.
        public let status: String

        /// Makes a row.
        public init(
            session: String,
            id: String,
            checkpointID: String,
            dedupeKey: String,
            payload: String,
            status: String
        ) {
            self.session = session
            self.id = id
            self.checkpointID = checkpointID
            self.dedupeKey = dedupeKey
            self.payload = payload
            self.status = status
        }
    }

    /// The columns of an effect that change in its life.
    public struct EffectState: Hashable, Sendable {
        /// The `status` column, as text: a faulty writer may have stored anything.
        public let status: String
        /// The `attempt_count` column.
        public let attemptCount: Int

        /// Makes a state.
        public init(status: String, attemptCount: Int) {
            self.status = status
            self.attemptCount = attemptCount
        }
    }
}
