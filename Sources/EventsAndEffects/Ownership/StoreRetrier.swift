package import Logging

/// Repeats store calls that failed because the store could not be used: a store's outage delays the
/// server's work and never changes its outcome.
public struct StoreRetrier: Sendable {
    let delay: Duration
    let clock: any ServerClock
    let logger: Logger
    private let end = OneShot<Void>()

    package init(delay: Duration, clock: any ServerClock, logger: Logger) {
        self.delay = delay
        self.clock = clock
        self.logger = logger
    }

    /// Repeats nothing any more: a call that fails from now on is given up.
    ///
    /// For the end of a graceful stop, which must not take as long as an outage does.
    package func giveUp() {
        end.fulfill(())
    }

    /// Calls `operation` until it succeeds, with `delay` between the calls.
    ///
    /// - Throws: what the store says of the work itself (`leaseLost`, `outOfSequence`, `corrupt`),
    ///   which repeating it would not change; `CancellationError` if the call failed and is given
    ///   up; whatever is not a `StoreError`.
    public func run<Result: Sendable>(
        _ operation: () async throws -> Result
    ) async throws -> Result {
        while true {
            do {
                return try await operation()
            } catch let error as StoreError {
                guard case .unavailable = error else { throw error }
                logger.warning("store call failed", metadata: ["error": "\(error)"])
                guard end.value == nil else { throw CancellationError() }
                try await clock.sleep(for: delay)
            }
        }
    }
}
