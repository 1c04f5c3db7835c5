internal import Scenarios

/// The shortest of the durations that must not be nothing.
private let shortest: Duration = .milliseconds(1)

/// The keys of `limits`.
enum LimitsDescription {
    static let map = MapDescription<Limits>([
        Field(
            "duration",
            \.duration,
            .duration(atLeast: shortest),
            "The safety phase, virtual time."
        ),
        Field("drain", \.drain, .duration(), "The liveness phase at most, virtual time."),
        Field(
            "steps",
            \.steps,
            .count(1...CountText.largest),
            "Scheduling steps; a run that reaches them is inconclusive."
        ),
    ])
}

/// The keys of `system`.
enum SystemDescription {
    static let map = MapDescription<SystemSettings>([
        Field(
            "event-queue-interval",
            \.eventQueueInterval,
            .duration(atLeast: shortest),
            "How often the queue sweeps what a wake-up missed."
        ),
        Field(
            "effect-poll-interval",
            \.effectPollInterval,
            .duration(atLeast: shortest),
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
            .duration(atLeast: shortest),
            "How long one attempt of the agent may take."
        ),
        Field(
            "effect-ttl",
            \.effectTimeToLive,
            .durationOrNever(atLeast: shortest),
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
            .duration(atLeast: shortest),
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
            .duration(atLeast: shortest),
            "How long a session's lease lasts without a renewal."
        ),
    ])
}

/// The keys of `store`.
enum StoreDescription {
    static let map = MapDescription<StoreSettings>([
        Field("kind", \.kind, .oneOf(), "SQLite on the simulated disk, or plain memory."),
        Field("latency", \.latency, .durations(), "The delay of each store call."),
    ])
}

/// The keys of `llm`.
enum LanguageModelDescription {
    static let map = MapDescription<LanguageModelSettings>([
        Field("first-token", \.firstToken, .durations(), "The delay of the first token."),
        Field(
            "tokens",
            \.tokens,
            .counts(1...1_000_000),
            "How many tokens an answer has."
        ),
        Field(
            "token-interval",
            \.tokenInterval,
            .durations(),
            "The delay of each further token."
        ),
        Field(
            "replies",
            \.replies,
            .oneOf(),
            "Whether a retried request gets the same answer."
        ),
        Field("error", \.error, .share, "The share of attempts that fail before a token."),
        Field(
            "error-mid-stream",
            \.errorMidStream,
            .share,
            "The share of attempts that fail after at least one token."
        ),
        Field(
            "stall",
            \.stall,
            .share,
            "The share of attempts that stop yielding for ever."
        ),
        Field("empty", \.empty, .share, "The share of attempts that end with no token."),
    ])
}

/// The keys of `network`.
enum NetworkDescription {
    static let map = MapDescription<NetworkSettings>([
        Field(
            "latency",
            \.latency,
            .durations(),
            "The delay in each direction, per frame; a connection's frames keep their order."
        ),
        Field("send-buffer", \.sendBuffer, .size, "The room of a connection's send buffer."),
        Field(
            "keep-alive",
            \.keepAlive,
            .duration(atLeast: shortest),
            "How long a half-open connection goes unnoticed."
        ),
    ])
}

/// The keys of `expect`.
enum ExpectationDescription {
    static let map = MapDescription<Expectation>([
        Field("always", \.always, .invariants, "The invariants that are checked."),
        Field(
            "sometimes",
            \.sometimes,
            .list(of: .condition),
            "What must be seen at least once over the seeds that are run."
        ),
        Field("verdict", \.verdict, .verdict, "What the scenario is expected to end in."),
    ])
}
