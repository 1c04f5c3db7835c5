internal import Scenarios

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
        Field(
            "ignore-cancellation",
            \.ignoreCancellation,
            .share,
            "The share of attempts that go on when the server cancels them."
        ),
    ])
}
