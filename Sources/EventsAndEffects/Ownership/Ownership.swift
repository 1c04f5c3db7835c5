import Synchronization

/// A session's lease while this server holds it, with what only the owner knows.
///
/// The server stops working on the session at the first step at which it could know that the lease
/// may have run out: when a renewal has not returned within the lease, counted from when it was
/// sent, or when the store says that another server has taken it.
public final class Ownership: Sendable {
    private struct State {
        var validUntil: MonotonicInstant
        var isLost = false
        var interrupts: [(id: Int, interrupt: @Sendable () -> Void)] = []
        var nextID = 0
        var deliveredThrough: Int
        var settledThrough = 0
        /// The seq of the last effect that is known of; `.max` where how many there are is not known.
        var committedThrough: Int
    }

    /// The lease, as every write under it quotes it.
    public let lease: Lease
    private let clock: any ServerClock
    private let state: Mutex<State>

    /// Takes note of a lease.
    ///
    /// `firstUndelivered` is the seq of the session's oldest effect that is not delivered, if any.
    package init(
        lease: Lease,
        validUntil: MonotonicInstant,
        firstUndelivered: Int?,
        clock: any ServerClock
    ) {
        self.lease = lease
        self.clock = clock
        state = Mutex(
            State(
                validUntil: validUntil,
                deliveredThrough: firstUndelivered.map { $0 - 1 } ?? .max,
                committedThrough: firstUndelivered == nil ? 0 : .max
            )
        )
    }

    /// Whether this server may go on working on the session.
    public var isCurrent: Bool {
        let now = clock.monotonicNow
        return state.withLock { !$0.isLost && now < $0.validUntil }
    }

    /// When the lease runs out, unless a renewal returns.
    package var validUntil: MonotonicInstant { state.withLock { $0.validUntil } }

    /// Runs `operation` if the lease is current; `interrupt` is called if it is lost meanwhile.
    ///
    /// - Returns: nil if the lease was not current, and nothing ran.
    public func whileCurrent<Result>(
        orElse interrupt: @escaping @Sendable () -> Void,
        _ operation: () async -> Result
    ) async -> Result? {
        let now = clock.monotonicNow
        let id: Int? = state.withLock { state in
            guard !state.isLost, now < state.validUntil else { return nil }
            state.nextID += 1
            state.interrupts.append((state.nextID, interrupt))
            return state.nextID
        }
        guard let id else { return nil }
        defer { state.withLock { $0.interrupts.removeAll { $0.id == id } } }
        return await operation()
    }

    /// All effects up to this seq are completed; later ones may wait.
    public var deliveredThrough: Int { state.withLock { $0.deliveredThrough } }

    /// Whether an effect may wait that is not completed, as far as the owner knows: nobody else
    /// commits effects while the lease is current.
    public var mayHaveUndelivered: Bool {
        state.withLock { $0.committedThrough > $0.settledThrough }
    }

    /// Takes note that the effect of that event is committed and waits to be delivered.
    ///
    /// It may be delivered by then: a poll finds it before the commit has returned.
    public func effectCommitted(_ sequence: Int) {
        state.withLock { state in
            state.committedThrough = max(state.committedThrough, sequence)
            guard sequence > state.settledThrough else { return }
            state.deliveredThrough = min(state.deliveredThrough, sequence - 1)
        }
    }

    /// Takes note that the effect of that event needs no delivery any more.
    public func effectSettled(_ sequence: Int) {
        state.withLock { state in
            state.settledThrough = max(state.settledThrough, sequence)
            state.deliveredThrough = max(state.deliveredThrough, sequence)
        }
    }

    /// Takes note that a renewal has returned.
    package func extend(to validUntil: MonotonicInstant) {
        state.withLock { $0.validUntil = max($0.validUntil, validUntil) }
    }

    /// Takes note that another server has, or may have, taken the lease: stops what runs under it.
    package func lose() {
        let interrupts = state.withLock { state in
            state.isLost = true
            defer { state.interrupts = [] }
            return state.interrupts
        }
        for (_, interrupt) in interrupts { interrupt() }
    }
}
