extension SimulationCore {
    /// Suspends a task until a time passes, or its incarnation ends.
    @inline(__always)
    func park(
        _ continuation: UnsafeContinuation<WakeReason, Never>,
        of owner: Incarnation,
        for nanoseconds: Int64
    ) {
        let target = tables.pointee.parking.reserve(for: owner)
        _ = tables.pointee.parking.fill(target, with: continuation)
        owner.parkedCount &+= 1
        enter(target, deadline: now.addingSaturated(nanoseconds))
    }

    /// Suspends a task that has a reservation until a time passes, unless it is cancelled already.
    @inline(__always)
    func park(
        _ continuation: UnsafeContinuation<WakeReason, Never>,
        of owner: Incarnation,
        in target: Target,
        for nanoseconds: Int64
    ) {
        guard tables.pointee.parking.fill(target, with: continuation) else {
            return continuation.resume(returning: .cancelled)
        }
        owner.parkedCount &+= 1
        enter(target, deadline: now.addingSaturated(nanoseconds))
    }

    /// Suspends a task that has a reservation until the world resumes it.
    ///
    /// Returns false, and has resumed it, if it is cancelled already.
    func park<Value>(
        _ continuation: UnsafeContinuation<Value, any Error>,
        of owner: Incarnation,
        in target: Target
    ) -> Bool {
        guard tables.pointee.parking.fill(target, with: continuation) else {
            continuation.resume(throwing: CancellationError())
            return false
        }
        owner.parkedCount &+= 1
        follow { $0.wait(target) }
        return true
    }

    /// Takes a waiting task out of the table: nil if it was resumed before.
    func takeWaiter(_ target: Target) -> UInt? {
        guard thread.mayEnter, let parked = tables.pointee.parking.take(target) else { return nil }
        parked.owner._withUnsafeGuaranteedRef { $0.parkedCount &-= 1 }
        return parked.continuation
    }

    /// Resumes a task because it was cancelled.
    ///
    /// A cancellation from a foreign thread is an escape: it would race with the run.
    func cancelParked(_ target: Target) {
        guard thread.mayEnter else { return foreignJobs.noteCall() }
        driven {
            guard let parked = tables.pointee.parking.take(target) else { return }
            parked.owner._withUnsafeGuaranteedRef { $0.parkedCount &-= 1 }
            if !parked.isWaiter { noteGoneDeadline() }
            follow { $0.wake(target) }
            resume(parked, .cancelled)
            follow { $0.endWaking() }
        }
    }

    /// Resumes a task that was taken out of the table.
    @inline(__always)
    func resume(_ parked: ParkingTable.Parked, _ reason: WakeReason) {
        if parked.isWaiter {
            // The error path of a continuation does not depend on the type of its value.
            let continuation = unsafeBitCast(
                parked.continuation,
                to: UnsafeContinuation<Void, any Error>.self
            )
            continuation.resume(throwing: failure(reason, of: parked.owner))
        } else {
            let continuation = unsafeBitCast(
                parked.continuation,
                to: UnsafeContinuation<WakeReason, Never>.self
            )
            continuation.resume(returning: reason)
        }
    }

    private func failure(_ reason: WakeReason, of owner: Unmanaged<Incarnation>) -> any Error {
        reason == .cancelled
            ? CancellationError() as any Error
            : owner._withUnsafeGuaranteedRef { IncarnationEnded(incarnation: $0.name) }
    }

    /// Whether a job of the incarnation, or a deadline of one of its tasks, is ready.
    func canRun(_ incarnation: Incarnation) -> Bool {
        let sought = Unmanaged.passUnretained(incarnation).toOpaque()
        return tables.pointee.ready.contains { entry in
            if let owner = entry.owner { return owner.toOpaque() == sought }
            guard entry.target.isParking else { return false }
            return tables.pointee.parking.owner(of: entry.target)?.toOpaque() == sought
        }
    }
}
