extension Incarnation {
    /// Suspends the calling task until the world resumes it.
    ///
    /// The general form of a seam: hand the waiter to the world, which resumes it from a callback.
    ///
    /// - Parameter register: Receives the waiter, before the task suspends. A waiter that is
    ///   resumed there and then makes this no scheduling point.
    /// - Returns: What the waiter was resumed with.
    /// - Throws: `CancellationError` if the task is cancelled, before or meanwhile;
    ///   `IncarnationEnded` if the incarnation has crashed, or does so meanwhile; or the error that
    ///   the waiter was resumed with.
    public func park<Value: Sendable>(
        _ register: (Waiter<Value>) -> Void
    ) async throws -> Value {
        if !isAlive || !core.thread.isCurrent { try await refuse() }
        guard !Task.isCancelled else { throw CancellationError() }
        let target = core.tables.pointee.parking.reserve(for: self)
        let value = try await suspend(in: target, register)
        if !isAlive { try await refuse() }
        return value
    }

    /// Suspends the calling task until the world resumes it, whether it is cancelled or not.
    ///
    /// The plain sibling of `park`, as `wait` is of `sleep`: for what does not heed cancellation.
    ///
    /// - Parameter register: Receives the waiter, before the task suspends. A waiter that is
    ///   resumed there and then makes this no scheduling point.
    /// - Returns: What the waiter was resumed with.
    /// - Throws: `IncarnationEnded` if the incarnation has crashed, or does so meanwhile; or the
    ///   error that the waiter was resumed with.
    public func hold<Value: Sendable>(
        _ register: (Waiter<Value>) -> Void
    ) async throws -> Value {
        if !isAlive || !core.thread.isCurrent { try await refuse() }
        let target = core.tables.pointee.parking.reserve(for: self)
        let value = try await withUnsafeThrowingContinuation {
            (continuation: UnsafeContinuation<Value, any Error>) in
            if core.park(continuation, of: self, in: target) {
                register(Waiter(core: core, target: target))
            }
        }
        if !isAlive { try await refuse() }
        return value
    }

    /// Suspends the calling task in a reserved slot; see the other `suspend` for the isolation.
    private func suspend<Value: Sendable>(
        in target: Target,
        _ register: (Waiter<Value>) -> Void,
        isolation: isolated (any Actor)? = #isolation
    ) async throws -> Value {
        try await withTaskCancellationHandler {
            _ = isolation
            return try await withUnsafeThrowingContinuation {
                (continuation: UnsafeContinuation<Value, any Error>) in
                if core.park(continuation, of: self, in: target) {
                    register(Waiter(core: core, target: target))
                }
            }
        } onCancel: { [core] in
            core.cancelParked(target)
        }
    }
}
