package import Logging

/// Repeats store calls that failed because the store could not be used: a store's outage delays the
/// server's work and never changes its outcome.
package struct StoreRetrier: Sendable {
    let delay: Duration
    let clock: any ServerClock
    let logger: Logger

    package init(delay: Duration, clock: any ServerClock, logger: Logger) {
        self.delay = delay
        self.clock = clock
        self.logger = logger
    }

    /// Calls `operation` until it succeeds, with `delay` between the calls.
    ///
    /// - Throws: what the store says of the work itself (`leaseLost`, `outOfSequence`), and
    ///   whatever is not a `StoreError`, such as `CancellationError`.
    package func run<Result: Sendable>(
        _ operation: () async throws -> Result
    ) async throws -> Result {
        while true {
            do {
                return try await operation()
            } catch let error as StoreError {
                switch error {
                case .leaseLost, .outOfSequence: throw error
                case .unavailable, .corrupt:
                    logger.warning("store call failed", metadata: ["error": "\(error)"])
                    try await clock.sleep(for: delay)
                }
            }
        }
    }
}
