/// The transactional outbox as its runner sees it (FR-017…024).
///
/// Whatever changes an effect is done under the session's lease and refused with
/// `StoreError.leaseLost` once another server has taken it.
public protocol OutboxStore: Sendable {
    /// Claims the session's oldest undelivered effect: a compare-and-set `pending → executing` that
    /// sets `attempt_count + 1` and `last_attempt_at` (FR-022).
    ///
    /// Creation order is row order, never the wall clock (FR-027).
    func claimNext(under lease: Lease, at now: WallInstant) async throws -> ClaimAnswer

    /// `executing → completed`. Done already: nothing happens.
    func complete(_ effectID: String, under lease: Lease, at now: WallInstant) async throws

    /// `executing → pending`; changes neither `attempt_count` nor `last_attempt_at` (FR-024).
    /// Done already: nothing happens.
    func release(_ effectID: String, under lease: Lease, at now: WallInstant) async throws

    /// `executing → failed`: only for what is older than a configured `effect-ttl`.
    func fail(_ effectID: String, under lease: Lease, at now: WallInstant) async throws

    /// Releases whatever of the session is `executing`: what a dead owner left, or what the owner
    /// itself may have claimed when its claim got no answer.
    func releaseExecuting(under lease: Lease, at now: WallInstant) async throws

    /// Which of `sessions` have a pending effect: at most `limit` of them, those whose effect was
    /// created first, first.
    ///
    /// Sessions that are not named cost nothing and take no place in the batch, so a large offline
    /// backlog cannot starve those online (FR-020).
    func sessionsWithPending(among sessions: [SessionKey], limit: Int) async throws -> [SessionKey]
}

/// What `claimNext` did.
public enum ClaimAnswer: Hashable, Sendable {
    /// The session has no undelivered effect.
    case nothing
    /// The oldest undelivered effect is executing: somebody else delivers it.
    case busy
    /// The effect is the caller's, with its new `attemptCount`.
    case claimed(Effect)
}
