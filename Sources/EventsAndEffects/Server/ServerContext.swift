public import Logging

/// What the parts of one running server share.
///
/// A value: whoever makes a part may give it a context of its own, with another clock, agent
/// directory, store or configuration in it, and leave those of the other parts as they are.
public struct ServerContext: Sendable {
    /// How the server behaves.
    public var configuration: ServerConfiguration
    /// What it keeps.
    public var store: any Store
    /// Who answers.
    public var agents: any AgentDirectory
    /// Its time.
    public var clock: any ServerClock
    /// Its identifiers.
    public var identifiers: any IdentifierSource
    /// Its log.
    public var logger: Logger
    /// Its open connections.
    public var registry: any ConnectionTracking
    /// The sessions that it owns.
    public let leases: LeaseKeeper
    /// Starts its tasks.
    public let scope: TaskScope
    /// What it has accepted and not finished.
    public let openRequests: OpenRequests
    /// Repeats store calls.
    public let retrier: StoreRetrier

    /// Repeats no store call any more that fails.
    public func giveUpOnStore() {
        retrier.giveUp()
        leases.giveUp()
    }
}
