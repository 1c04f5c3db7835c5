/// The one place where the server starts tasks: all of them are children of `run()`, so that none
/// outlives the server and cancelling it cancels them all.
///
/// Anything may ask for a task with `start`, without waiting for it.
package final class TaskScope: Sendable {
    package typealias Operation = @Sendable () async -> Void

    private let operations: AsyncStream<Operation>
    private let continuation: AsyncStream<Operation>.Continuation

    package init() {
        (operations, continuation) = AsyncStream.makeStream()
    }

    /// Runs what is started, until `finish` was called and everything started has ended.
    package func run() async {
        await withDiscardingTaskGroup { group in
            for await operation in operations {
                group.addTask { await operation() }
            }
        }
    }

    /// Asks for a task.
    ///
    /// - Returns: false if the scope takes no more; the operation will not run.
    @discardableResult
    package func start(_ operation: @escaping Operation) -> Bool {
        if case .enqueued = continuation.yield(operation) { true } else { false }
    }

    /// Takes no more tasks; those that were started go on.
    package func finish() {
        continuation.finish()
    }
}
