/// Store calls fail, of any server.
package struct StoreErrorFault: Equatable, Sendable {
    /// What the store says.
    package enum Failure: String, CaseIterable, Sendable {
        /// Somebody else holds a lock for too long.
        case busy
        /// The disk has no room.
        case full
        /// The disk fails.
        case io
    }

    /// What the calls that fail would do, by the fact that they would show.
    package enum Work: String, CaseIterable, Sendable {
        /// Anything, reading included.
        case any
        /// Accept a message.
        case eventAppended = "event-appended"
        /// Commit an outcome.
        case checkpointCommitted = "checkpoint-committed"
        /// The same: checkpoint and effects are one transaction.
        case effectCreated = "effect-created"
        /// Claim an effect.
        case effectClaimed = "effect-claimed"
        /// Complete an effect.
        case effectCompleted = "effect-completed"
        /// Release an effect.
        case effectReleased = "effect-released"
        /// Give up an effect.
        case effectFailed = "effect-failed"
        /// Take a lease.
        case leaseTaken = "lease-taken"
        /// Read a conversation.
        case checkpointLoaded = "checkpoint-loaded"
    }

    /// When a call fails.
    package enum Moment: String, CaseIterable, Sendable {
        /// Before its transaction takes effect, which it does not.
        case before
        /// After its transaction has taken effect.
        case after
    }

    /// What the store says.
    package var error: Failure
    /// Which calls fail.
    package var work = Work.any
    /// When they do.
    package var moment = Moment.before
    /// How many calls, or for how long.
    package var extent = Extent.count(1)

    /// Makes a failure of the next call.
    package init(error: Failure) {
        self.error = error
    }
}
