internal import Scenarios

/// The keys of `system`.
enum SystemDescription {
    static let map = MapDescription<SystemSettings>([
        Field(
            "event-queue-interval",
            \.eventQueueInterval,
            .duration(atLeast: .shortestSetting),
            "How often the queue sweeps what a wake-up missed."
        ),
        Field(
            "effect-poll-interval",
            \.effectPollInterval,
            .duration(atLeast: .shortestSetting),
            "How often the effect runner polls."
        ),
        Field(
            "effect-batch",
            \.effectBatch,
            .count(1...1_000_000),
            "How many effects a poll fetches at most."
        ),
        Field(
            "max-attempts",
            \.maximumAttempts,
            .count(1...30),
            "How often an event is given to the agent before its failure is committed."
        ),
        Field(
            "retry-delay",
            \.retryDelay,
            .duration(),
            "The wait before the second attempt; it doubles with each further one."
        ),
        Field(
            "agent-timeout",
            \.agentTimeout,
            .duration(atLeast: .shortestSetting),
            "How long one attempt of the agent may take."
        ),
        Field(
            "effect-ttl",
            \.effectTimeToLive,
            .durationOrNever(atLeast: .shortestSetting),
            "The age at which an undelivered effect fails."
        ),
        Field(
            "acknowledgements",
            \.acknowledgements,
            .switchWord((on: "on", off: "off")),
            "Whether clients acknowledge terminal frames."
        ),
        Field(
            "acknowledgement-timeout",
            \.acknowledgementTimeout,
            .duration(atLeast: .shortestSetting),
            "How long the runner waits for an acknowledgement."
        ),
        Field(
            "streaming",
            \.streaming,
            .oneOf(),
            "Tokens as the agent yields them, or from the stored message."
        ),
        Field(
            "instances",
            \.instances,
            .count(1...1_000),
            "How many servers share the store."
        ),
        Field(
            "lease",
            \.lease,
            .duration(atLeast: .shortestSetting),
            "How long a session's lease lasts without a renewal."
        ),
    ])
}
