/// The right to work on a session, as it is stored: several servers may share one store, and a
/// session is worked on by the owner of its lease.
public struct Lease: Hashable, Sendable {
    /// The session.
    public let sessionKey: SessionKey
    /// The name of the server that holds it; empty when released.
    public let owner: String
    /// Grows by one each time that the lease is taken; every write checks it, which fences off an
    /// owner that does not know yet that it lost the lease.
    public let generation: Int
    /// Grows by one at each renewal; a challenger takes over when it has not seen it change for a
    /// whole `lease` on its own monotonic clock.
    public let renewal: Int

    /// Makes a lease as a store read it.
    public init(sessionKey: SessionKey, owner: String, generation: Int, renewal: Int) {
        self.sessionKey = sessionKey
        self.owner = owner
        self.generation = generation
        self.renewal = renewal
    }
}

/// Where leases are kept.
public protocol LeaseStore: Sendable {
    /// Takes the session's lease if it is free, or held under the caller's own name (by an earlier
    /// life of the same server), or still exactly as `stale`, which the caller watched for a whole
    /// lease without seeing it renewed.
    ///
    /// Taking it adds one to `generation`, which fences the previous owner off.
    func takeLease(
        of session: SessionKey,
        for owner: String,
        ifStill stale: Lease?,
        at now: WallInstant
    ) async throws -> LeaseAnswer

    /// Adds one to `renewal` of all leases of `owner`, and returns them as they are now.
    func renewLeases(of owner: String) async throws -> [Lease]

    /// Frees these leases, as far as their generation is still current; the rows stay, so that
    /// generations never repeat.
    func releaseLeases(_ leases: [Lease]) async throws
}

/// What `takeLease` did.
public enum LeaseAnswer: Hashable, Sendable {
    /// The lease is the caller's, and so is what the previous owner left.
    case taken(Lease, Inheritance)
    /// Another server holds it.
    case held(Lease)
}

/// What a session's outbox holds as its lease is taken, read in the same transaction.
public struct Inheritance: Hashable, Sendable {
    /// The seq of the oldest effect that is pending or executing, if there is one.
    public let firstUndelivered: Int?
    /// Whether an effect was left `executing`: nobody delivers it any more.
    public let hasExecuting: Bool

    /// Makes an inheritance.
    public init(firstUndelivered: Int?, hasExecuting: Bool) {
        self.firstUndelivered = firstUndelivered
        self.hasExecuting = hasExecuting
    }
}
