import DequeModule
import Synchronization

/// The one place where the server starts tasks: all of them are children of `run()`, so that none
/// outlives the server and cancelling it cancels them all.
///
/// Anything may ask for a task with `start`, without waiting for it: a part of one's own, too, since
/// a `Task { }` would outlive the server and escape a simulation. A queue with one taker and not
/// an `AsyncStream`: each message starts three tasks, and a stream's element costs several frames
/// and switches of its own.
///
/// Fast path: a task group looks through all its children for each that ends. So a scope keeps its
/// own group short and gives what is beyond to scopes of its own, one task each and shorter still:
/// with ten thousand sessions at work, looking for the child was nearly half of all time, and each
/// child that is looked at may be a wait for memory.
public final class TaskScope: Sendable {
    /// What a task does.
    public typealias Operation = @Sendable () async -> Void

    /// How many tasks a scope that others made runs by itself, and one that this class made.
    private static let (ownLimit, crewLimit) = (128, 64)

    private struct State {
        /// How many operations were asked for and have not ended.
        var count = 0
        /// The scopes that run what is beyond the limit.
        var crews: [TaskScope] = []
        var waiting: Deque<Operation> = []
        /// Where `run()` waits for the next operation.
        var taker: CheckedContinuation<Operation?, Never>?
        var isFinished = false

        /// Takes an operation, or finds who waits for one.
        mutating func receive(_ operation: @escaping Operation) -> Reception {
            count += 1
            if let taker = taker.take() { return .taken(by: taker, operation) }
            waiting.append(operation)
            return .kept
        }
    }

    /// What becomes of an operation that is asked for.
    private enum Reception {
        case refused
        case kept
        case taken(by: CheckedContinuation<Operation?, Never>, Operation)
    }

    private let state = Mutex(State())
    private let limit: Int

    package init() { limit = Self.ownLimit }

    private init(limit: Int) { self.limit = limit }

    /// Runs what is started, until `finish` was called and everything started has ended; called
    /// once.
    ///
    /// To be cancelled is to be finished: what was started still runs, as a cancelled task.
    package func run() async {
        await withTaskCancellationHandler {
            await withDiscardingTaskGroup { group in
                while let operation = await next() {
                    group.addTask {
                        await operation()
                        self.state.withLock { $0.count -= 1 }
                    }
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
        let (reception, crew) = state.withLock { state -> (Reception, TaskScope?) in
            guard !state.isFinished else { return (.refused, nil) }
            guard state.count >= limit else { return (state.receive(operation), nil) }
            if let crew = state.crews.first(where: \.hasRoom) { return (.kept, crew) }
            let crew = TaskScope(limit: Self.crewLimit)
            state.crews.append(crew)
            return (state.receive { await crew.run() }, crew)
        }
        switch reception {
        case .refused: return false
        case .kept: break
        case .taken(let taker, let operation): taker.resume(returning: operation)
        }
        return crew?.start(operation) ?? true
    }

    private var hasRoom: Bool { state.withLock { $0.count < limit } }

    /// Takes no more tasks; those that were started go on.
    package func finish() {
        let (taker, crews) = state.withLock { state in
            state.isFinished = true
            return (state.taker.take(), state.crews)
        }
        for crew in crews { crew.finish() }
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
