/// The configuration of the server under test, with the production server's own defaults.
package struct SystemSettings: Equatable, Sendable {
    /// How a reply's tokens reach the client.
    package enum Streaming: String, CaseIterable, Sendable {
        /// As the agent yields them, to the connections that were open before the first.
        case live
        /// From the effect runner, as chunks of the stored message.
        case outbox
    }

    /// How often the queue sweeps what a wake-up missed (EVENT_QUEUE_PROCESS_INTERVAL_MS).
    package var eventQueueInterval: Duration = .milliseconds(50)
    /// How often the runner polls (EFFECT_POLL_INTERVAL_MS, FR-020).
    package var effectPollInterval: Duration = .milliseconds(500)
    /// How many effects a poll fetches at most.
    package var effectBatch: Int = 100
    /// How often an event is given to the agent before its failure is committed.
    package var maximumAttempts: Int = 3
    /// The wait before the second attempt; it doubles with each further one.
    package var retryDelay: Duration = .seconds(1)
    /// How long one attempt of the agent may take.
    package var agentTimeout: Duration = .seconds(30)
    /// The age at which an undelivered effect fails; `nil` is never.
    package var effectTimeToLive: Duration?
    /// Whether clients acknowledge terminal frames; off is the original wire protocol.
    package var acknowledgements = true
    /// How long the runner waits for an acknowledgement.
    package var acknowledgementTimeout: Duration = .seconds(5)
    /// How tokens reach the client.
    package var streaming = Streaming.live
    /// The servers that share the store, at least 1.
    package var instances: Int = 1
    /// How long a session's lease lasts without a renewal.
    package var lease: Duration = .seconds(3)

    /// Makes the documented defaults.
    package init() {}

    /// The longest that a request at the head of its session can take until its outcome is
    /// committed: every attempt times out, and every back-off is waited for.
    package var longestRequest: Duration {
        let backOffs = (1 << max(0, maximumAttempts - 1)) - 1
        return agentTimeout * maximumAttempts + retryDelay * backOffs
    }
}
