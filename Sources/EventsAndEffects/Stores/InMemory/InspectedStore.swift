/// The rows of a store as they are, each table in row order: what a tool or a test looks at.
///
/// Every column is as it is stored, valid or not, so that a faulty writer is seen as it was.
package struct InspectedStore: Hashable, Sendable {
    /// The rows of `events`.
    package var events: [EventRow] = []
    /// The rows of `checkpoints`.
    package var checkpoints: [CheckpointRow] = []
    /// The rows of `effects`, which is the order of their creation.
    package var effects: [EffectRow] = []
    /// The rows of `leases`.
    package var leases: [LeaseRow] = []
    /// The rows of `cancellations`.
    package var cancellations: [CancellationRow] = []

    /// Makes an empty store's rows.
    package init() {}

    /// A row of `events`.
    package struct EventRow: Hashable, Sendable {
        /// The columns, by their names.
        package let id, session, type, payload: String
        /// The `seq` column.
        package let sequence: Int
        /// The `created_at` column, in milliseconds since 1970.
        package let createdAt: Int64

        package init(
            id: String,
            session: String,
            sequence: Int,
            type: String,
            payload: String,
            createdAt: Int64
        ) {
            self.id = id
            self.session = session
            self.sequence = sequence
            self.type = type
            self.payload = payload
            self.createdAt = createdAt
        }
    }

    /// A row of `checkpoints`.
    package struct CheckpointRow: Hashable, Sendable {
        /// The columns, by their names.
        package let id, session, payload: String
        /// The `seq` column.
        package let sequence: Int
        /// The `created_at` column, in milliseconds since 1970.
        package let createdAt: Int64

        package init(id: String, session: String, sequence: Int, payload: String, createdAt: Int64)
        {
            self.id = id
            self.session = session
            self.sequence = sequence
            self.payload = payload
            self.createdAt = createdAt
        }
    }

    /// A row of `effects`.
    package struct EffectRow: Hashable, Sendable {
        /// The columns, by their names.
        package let id, session, checkpointID, type, payload, dedupeKey, status: String
        /// The `attempt_count` column.
        package let attemptCount: Int
        /// The `created_at` and `updated_at` columns, in milliseconds since 1970.
        package let createdAt, updatedAt: Int64
        /// The `last_attempt_at` column, in milliseconds since 1970; nil before the first attempt.
        package let lastAttemptAt: Int64?

        package init(
            id: String,
            session: String,
            checkpointID: String,
            type: String,
            payload: String,
            dedupeKey: String,
            status: String,
            createdAt: Int64,
            updatedAt: Int64,
            attemptCount: Int,
            lastAttemptAt: Int64?
        ) {
            self.id = id
            self.session = session
            self.checkpointID = checkpointID
            self.type = type
            self.payload = payload
            self.dedupeKey = dedupeKey
            self.status = status
            self.createdAt = createdAt
            self.updatedAt = updatedAt
            self.attemptCount = attemptCount
            self.lastAttemptAt = lastAttemptAt
        }
    }

    /// A row of `leases`.
    package struct LeaseRow: Hashable, Sendable {
        /// The columns, by their names; the owner is empty when released.
        package let session, owner: String
        /// The columns, by their names.
        package let generation, renewal: Int

        package init(session: String, owner: String, generation: Int, renewal: Int) {
            self.session = session
            self.owner = owner
            self.generation = generation
            self.renewal = renewal
        }
    }

    /// A row of `cancellations`.
    package struct CancellationRow: Hashable, Sendable {
        /// The columns, by their names.
        package let session, requestID: String

        package init(session: String, requestID: String) {
            self.session = session
            self.requestID = requestID
        }
    }
}
