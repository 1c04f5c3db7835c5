/// How a server behaves; the defaults are those of production.
public struct ServerConfiguration: Sendable {
    /// Where the tokens that a client sees come from.
    public enum Streaming: String, Sendable {
        /// From the agent, as it yields them.
        case live
        /// From the stored message, in chunks, by the runner.
        case outbox
    }

    /// The server's name as the owner of leases: stable over restarts, different for servers that
    /// share a store.
    public var instanceName = "server-1"
    /// How often the queue looks for what a wake-up missed.
    public var eventQueueInterval: Duration = .milliseconds(50)
    /// How often the runner looks for pending effects (FR-020).
    public var effectPollInterval: Duration = .milliseconds(500)
    /// How many sessions with pending effects one poll takes at most.
    public var effectBatch = 100
    /// How often an event is given to the agent before its failure is committed.
    public var maximumAttempts = 3
    /// The wait after the first failed attempt; doubles with each further one.
    ///
    /// Also the wait before a store call is repeated.
    public var retryDelay: Duration = .seconds(1)
    /// After this time an attempt has failed, even if the agent ignores its cancellation.
    public var agentTimeout: Duration = .seconds(30)
    /// Effects older than this are failed instead of delivered; nil: never.
    public var effectTTL: Duration?
    /// Whether a delivery counts only when the client has acknowledged it.
    ///
    /// Off is the original wire protocol, in which a frame that was handed to a socket counts as
    /// delivered.
    public var acknowledgements = true
    /// How long a runner waits for an acknowledgement before the effect is pending again.
    public var acknowledgementTimeout: Duration = .seconds(5)
    /// Where tokens come from.
    public var streaming: Streaming = .live
    /// How long a lease holds without a renewal.
    public var lease: Duration = .seconds(3)
    /// How long a frame may wait for room in a connection's send buffer before the connection is
    /// closed.
    public var sendLimit: Duration = .seconds(10)
    /// How many bytes may wait for room in a connection's send buffer before the connection is
    /// closed.
    public var sendQueueLimit = 1 << 20
    /// How long a graceful stop lets running attempts and deliveries go on.
    public var stopLimit: Duration = .seconds(10)
    /// How many agents that ignore their cancellation are tolerated before attempts fail at once.
    public var abandonedAgentLimit = 1_000

    /// The defaults.
    public init() {}
}
