extension Incarnation {
    /// Refuses a caller of an incarnation that has crashed: the first line of every seam.
    ///
    /// - Throws: `IncarnationEnded` after the crash.
    public func checkAlive() throws(IncarnationEnded) {
        guard isAlive, core.thread.mayEnter else {
            _ = isRefusedForGood()
            throw IncarnationEnded(incarnation: name)
        }
    }

    /// Suspends the calling task for a time; the plain wait, which cancellation does not shorten.
    ///
    /// For what the world takes its time over, such as the latency of a store. Unlike `sleep` it
    /// registers no cancellation handler, which is most of a sleep's cost. A scheduling point even
    /// for 0 nanoseconds; a negative time counts as 0.
    ///
    /// Fast path: inlined, it saves its caller an asynchronous frame and the switch back from it.
    ///
    /// - Throws: `IncarnationEnded` if the incarnation has crashed, or does so meanwhile.
    @inlinable
    public func wait(nanoseconds: Int64) async throws(IncarnationEnded) {
        guard maySuspend else { return try await refuse() }
        let reason = await withUnsafeContinuation { continuation in
            park(continuation, for: nanoseconds)
        }
        guard reason == .woken, isAlive else { return try await refuse() }
    }

    @usableFromInline var maySuspend: Bool { isAlive && core.thread.isCurrent }

    @usableFromInline
    func park(_ continuation: UnsafeContinuation<WakeReason, Never>, for nanoseconds: Int64) {
        core.park(continuation, of: self, for: nanoseconds)
    }

    /// Suspends the calling task for a time, or until it is cancelled.
    ///
    /// A scheduling point even for a zero duration; a negative one counts as zero.
    ///
    /// - Throws: `CancellationError` if the task is cancelled, before or meanwhile;
    ///   `IncarnationEnded` if the incarnation has crashed, or does so meanwhile.
    public func sleep(for duration: Duration) async throws {
        try await sleep(nanoseconds: duration.nanosecondsRoundedUp)
    }

    /// Suspends the calling task for a number of nanoseconds, or until it is cancelled.
    ///
    /// - Throws: As `sleep(for:)`.
    public func sleep(nanoseconds: Int64) async throws {
        guard isAlive, core.thread.isCurrent else { return try await refuse() }
        guard !Task.isCancelled else { throw CancellationError() }
        let target = core.tables.pointee.parking.reserve(for: self)
        let reason = await suspend(in: target, for: nanoseconds)
        guard isAlive, reason != .ended else { return try await refuse() }
        guard reason == .woken else { throw CancellationError() }
    }

    /// Suspends the calling task in a reserved slot for a time, or until it is cancelled.
    ///
    /// The closure names the caller's isolation to run on the caller's actor: otherwise every sleep
    /// of an actor would leave it and come back, at the price of another job.
    private func suspend(
        in target: Target,
        for nanoseconds: Int64,
        isolation: isolated (any Actor)? = #isolation
    ) async -> WakeReason {
        await withTaskCancellationHandler {
            _ = isolation
            return await withUnsafeContinuation { continuation in
                core.park(continuation, of: self, in: target, for: nanoseconds)
            }
        } onCancel: { [core] in
            core.cancelParked(target)
        }
    }

    /// Throws, unless the caller has been refused so often that it will never stop asking.
    ///
    /// `while true { try? await sleep() }` would spin for ever: such a task is suspended for good,
    /// and reported as an unfinished root.
    @usableFromInline
    func refuse() async throws(IncarnationEnded) {
        guard isRefusedForGood() else { throw IncarnationEnded(incarnation: name) }
        await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
    }

    /// Counts a refused call; false for one from another thread, which is reported as an escape.
    private func isRefusedForGood() -> Bool {
        guard core.thread.mayEnter else {
            core.foreignJobs.noteCall()
            return false
        }
        return core.noteRefusal()
    }
}
