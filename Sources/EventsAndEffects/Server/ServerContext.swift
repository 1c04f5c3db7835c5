public import Logging

/// What the parts of one running server share.
public struct ServerContext: Sendable {
    /// How the server behaves.
    public let configuration: ServerConfiguration
    /// What it keeps.
    public let store: any Store
    /// Who answers.
    public let agents: any AgentDirectory
    /// Its time.
    public let clock: any ServerClock
    /// Its identifiers.
    public let identifiers: any IdentifierSource
    /// Its log.
    public let logger: Logger
    /// Its open connections.
    public let registry: any ConnectionTracking
    /// The sessions that it owns.
    public let leases: LeaseKeeper
    /// Starts its tasks.
    package let scope: TaskScope
    /// What it has accepted and not finished.
    package let openRequests: OpenRequests
    /// Repeats store calls.
    package let retrier: StoreRetrier

    /// Repeats no store call any more that fails.
    package func giveUpOnStore() {
        retrier.giveUp()
        leases.giveUp()
    }
}
