import Dispatch
import Synchronization

/// Runs what takes long beside the threads of Swift concurrency, which must not be held up.
enum Threads {
    /// The result of `work`, which runs on a thread of its own.
    static func run<Result: Sendable>(
        _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Swift.Result { try work() })
            }
        }
    }
}

/// A wish to end, that one thread has and others look at.
final class Flag: Sendable {
    private let state = Atomic(false)

    /// Whether it was raised.
    var isRaised: Bool { state.load(ordering: .relaxed) }

    /// Raises it, for good.
    func raise() {
        state.store(true, ordering: .relaxed)
    }
}
