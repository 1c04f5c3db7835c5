import Synchronization

/// A value that is set once and may be waited for by several tasks: the hand-over between tasks that
/// must not own one another.
///
/// Unlike awaiting a task, waiting ends as soon as the waiter is cancelled, whatever the other side
/// does.
///
///     let over = OneShot<Bool>()
///     context.scope.start { await work(); over.fulfill(true) }
///     let isDone = await over.wait(upTo: .seconds(5), otherwise: false, clock: context.clock)
///
/// Determinism: waiters are woken in the order in which they came; a limit is the injected clock's.
public final class OneShot<Value: Sendable>: Sendable {
    private struct State {
        var value: Value?
        var waiters: [(id: Int, continuation: CheckedContinuation<Value?, Never>)] = []
        var nextID = 0
    }

    private let state = Mutex(State())

    /// Makes one that is not set.
    public init() {}

    /// The value, if it has been set.
    public var value: Value? { state.withLock { $0.value } }

    /// Sets the value and wakes the waiters in the order in which they came.
    ///
    /// - Returns: false if a value was set before; the first one stays.
    @discardableResult
    public func fulfill(_ value: Value) -> Bool {
        let waiters: [CheckedContinuation<Value?, Never>]? = state.withLock { state in
            guard state.value == nil else { return nil }
            state.value = value
            defer { state.waiters = [] }
            return state.waiters.map(\.continuation)
        }
        guard let waiters else { return false }
        for waiter in waiters { waiter.resume(returning: value) }
        return true
    }

    /// Waits for the value; nil if the task is cancelled first.
    public func wait() async -> Value? {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Value?? = state.withLock { state in
                    if let value = state.value { return .some(value) }
                    if Task.isCancelled { return .some(nil) }
                    state.waiters.append((id, continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                state.waiters.firstIndex { $0.id == id }.map {
                    state.waiters.remove(at: $0).continuation
                }
            }
            waiter?.resume(returning: nil)
        }
    }

    /// Waits for the value, and sets `late` if it has not come within `limit`; nil if the task is
    /// cancelled first.
    ///
    /// The body of the group names the caller's isolation to run on the caller's actor: otherwise it
    /// would leave it and come back, at the price of two more jobs.
    public func wait(
        upTo limit: Duration,
        otherwise late: Value,
        clock: any ServerClock,
        isolation: isolated (any Actor)? = #isolation
    ) async -> Value? {
        if let value { return value }
        return await withTaskGroup(of: Void.self) { group in
            _ = isolation
            group.addTask {
                if (try? await clock.sleep(for: limit)) != nil { self.fulfill(late) }
            }
            let value = await self.wait()
            group.cancelAll()
            return value
        }
    }
}
