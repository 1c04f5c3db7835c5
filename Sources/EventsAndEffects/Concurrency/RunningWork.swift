import Synchronization

/// Counts the tasks that work on something, so that a graceful stop can wait for their end.
public final class RunningWork: Sendable {
    private struct State {
        var count = 0
        var isDraining = false
    }

    private let state = Mutex(State())
    private let drained = OneShot<Bool>()

    /// Makes one of no tasks.
    public init() {}

    /// One more task works.
    public func begin() {
        state.withLock { $0.count += 1 }
    }

    /// One task less works.
    public func end() {
        let isLast = state.withLock { state in
            state.count -= 1
            return state.isDraining && state.count == 0
        }
        if isLast { drained.fulfill(true) }
    }

    /// Waits until no task works; calls `interrupt` if that takes longer than `limit`.
    ///
    /// Nothing may begin once it is called.
    public func drain(
        within limit: Duration,
        clock: any ServerClock,
        interrupting interrupt: @escaping @Sendable () async -> Void,
        isolation: isolated (any Actor)? = #isolation
    ) async {
        let isDrained = state.withLock { state in
            state.isDraining = true
            return state.count == 0
        }
        if isDrained { return }
        await withTaskGroup(of: Void.self) { group in
            _ = isolation
            group.addTask {
                if (try? await clock.sleep(for: limit)) != nil { await interrupt() }
            }
            _ = await drained.wait()
            group.cancelAll()
        }
    }
}
