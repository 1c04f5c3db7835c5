internal import Scenarios

/// The keys of an entry of `clients`.
enum ClientsDescription {
    /// The list of groups, at least one.
    static let groups = ValueFormat<[ClientGroup]>.list(
        of: map.block(defaults: ClientGroup(sessions: 1)),
        atLeast: 1
    )

    static let map = MapDescription<ClientGroup>([
        Field("group", \.name, .text, "Names the group for selectors."),
        Field(
            "sessions",
            \.sessions,
            .count(1...1_000_000),
            isRequired: true,
            "How many sessions the group has."
        ),
        Field(
            "session-key",
            \.sessionKey,
            .text,
            "The key of each session; {n} counts from 1 across all groups."
        ),
        Field(
            "connections",
            \.connections,
            .count(1...1_000),
            "Sockets that a session holds at once (tabs)."
        ),
        Field("start", \.start, .durations(), "When a session connects first."),
        Field(
            "messages",
            \.messages,
            .count(0...1_000_000_000),
            "How many messages a session sends."
        ),
        Field(
            "request-id",
            \.requestID,
            .text,
            "The id of a message's request; {i} counts from 1 within the session, {n} is its number."
        ),
        Field(
            "text",
            \.text,
            .text,
            "A message; {i} counts from 1 within the session, {session} is its key, {n} its number."
        ),
        Field(
            "text-size",
            \.textSize,
            .size,
            "How long a message is at least: a shorter text is written again and again."
        ),
        Field(
            "think-time",
            \.thinkTime,
            .durations(),
            "From a terminal frame (or the send, when pipelined) to the next send."
        ),
        Field(
            "pipeline",
            \.pipeline,
            .count(1...1_000_000),
            "How many requests may be unanswered at once."
        ),
        Field(
            "reconnect",
            \.reconnect,
            .reconnect,
            "The wait before reconnecting after a loss; never: until the liveness phase."
        ),
        Field(
            "resend",
            \.resend,
            .switchWord((on: "true", off: "false")),
            "Whether unanswered requests are sent again after a reconnect."
        ),
        Field(
            "duplicate",
            \.duplicate,
            .share,
            "The share of messages that the client sends twice at once."
        ),
        Field(
            "repeat",
            \.repeated,
            .share,
            "The share of messages after which the client sends an answered one of before again."
        ),
    ])
}
