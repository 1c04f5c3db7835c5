/// The settings of the rehearsed system that an invariant's meaning depends on.
///
/// Durations are nanoseconds. The defaults are those of the scenario format.
public struct HistorySettings: Sendable, Equatable {
    /// How tokens reach clients.
    public enum Streaming: String, CaseIterable, Sendable {
        /// As the agent yields them.
        case live
        /// In chunks of the stored message, from the runner.
        case outbox
    }

    /// Whether clients acknowledge terminal frames.
    public var acknowledgements = true
    /// How long the runner waits for an acknowledgement.
    public var acknowledgementTimeout: Int64 = 5_000_000_000
    /// How long an attempt of the agent may take.
    public var agentTimeout: Int64 = 30_000_000_000
    /// The back-off before the second attempt; each further one takes twice as long.
    public var retryDelay: Int64 = 1_000_000_000
    /// How often the agent is asked for one event at most.
    public var maximumAttempts = 3
    /// The age at which an undelivered effect fails; nil is never.
    public var effectTimeToLive: Int64?
    /// How tokens reach clients.
    public var streaming = Streaming.live
    /// The runner's poll interval.
    public var pollInterval: Int64 = 500_000_000
    /// The queue's sweep interval.
    public var queueInterval: Int64 = 50_000_000
    /// How many servers share the store.
    public var instances = 1
    /// How long a lease is held without renewal.
    public var lease: Int64 = 3_000_000_000
    /// The numbers of the sessions whose clients resend unanswered requests after a reconnect.
    public var resendingSessions: [ClosedRange<Int>] = []

    /// Makes the default settings.
    public init() {}

    /// Returns whether the client of a session resends unanswered requests.
    public func resends(_ session: SessionNumber) -> Bool {
        resendingSessions.contains { $0.contains(session.index) }
    }
}
