import DequeModule
import Synchronization

/// The one place where the server starts tasks: all of them are children of `run()`, so that none
/// outlives the server and cancelling it cancels them all.
///
/// Anything may ask for a task with `start`, without waiting for it: a part of one's own, too, since
/// a `Task { }` would outlive the server and escape a simulation. A queue with one taker and not
/// an `AsyncStream`: each message starts three tasks, and a stream's element costs several frames
/// and switches of its own.
public final class TaskScope: Sendable {
    /// What a task does.
    public typealias Operation = @Sendable () async -> Void

    private struct State {
        var waiting: Deque<Operation> = []
        /// Where `run()` waits for the next operation.
        var taker: CheckedContinuation<Operation?, Never>?
        var isFinished = false
    }

    /// What becomes of an operation that is asked for.
    private enum Reception {
        case refused
        case kept
        case taken(by: CheckedContinuation<Operation?, Never>)
    }

    private let state = Mutex(State())

    package init() {}

    /// Runs what is started, until `finish` was called and everything started has ended; called
    /// once.
    ///
    /// To be cancelled is to be finished: what was started still runs, as a cancelled task.
    package func run() async {
        await withTaskCancellationHandler {
            await withDiscardingTaskGroup { group in
                while let operation = await next() {
                    group.addTask { await operation() }
                }
            }
        } onCancel: {
            finish()
        }
    }

    /// Asks for a task.
    ///
    /// - Returns: false if the scope takes no more; the operation will not run.
    @discardableResult
    public func start(_ operation: @escaping Operation) -> Bool {
        let reception: Reception = state.withLock { state in
            guard !state.isFinished else { return .refused }
            if let taker = state.taker.take() { return .taken(by: taker) }
            state.waiting.append(operation)
            return .kept
        }
        if case .taken(let taker) = reception { taker.resume(returning: operation) }
        if case .refused = reception { return false }
        return true
    }

    /// Takes no more tasks; those that were started go on.
    package func finish() {
        let taker = state.withLock { state in
            state.isFinished = true
            return state.taker.take()
        }
        taker?.resume(returning: nil)
    }

    /// The next operation; nil if there will be none.
    private func next() async -> Operation? {
        await withCheckedContinuation { continuation in
            let answer: Operation?? = state.withLock { state in
                if let operation = state.waiting.popFirst() { return .some(operation) }
                if state.isFinished { return .some(nil) }
                state.taker = continuation
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }
}
