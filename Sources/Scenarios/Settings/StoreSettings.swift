/// Which store the server uses and how long its calls take.
package struct StoreSettings: Equatable, Sendable {
    /// The implementations of the stores.
    package enum Kind: String, CaseIterable, Sendable {
        /// The system's SQLite on the simulated disk.
        case sqlite
        /// Plain Swift: the oracle of the conformance suite.
        case memory
    }

    /// The implementation.
    package var kind = Kind.sqlite
    /// The delay of each call by itself.
    package var latency: Distribution<Duration> = .uniform(.microseconds(100) ... .milliseconds(2))

    /// Makes the documented defaults.
    package init() {}
}
