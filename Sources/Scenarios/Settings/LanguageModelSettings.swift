/// How the mock LLM answers: its delays, its lengths and its failures.
package struct LanguageModelSettings: Equatable, Sendable {
    /// Whether a retried request gets the same answer.
    package enum Replies: String, CaseIterable, Sendable {
        /// Every attempt at an event yields the same text.
        case stable
        /// The text differs between attempts, as a real model's does.
        case varying
    }

    /// The delay of the first token, or of the failure that comes in its stead.
    package var firstToken: Distribution<Duration> =
        .uniform(.milliseconds(200) ... .milliseconds(800))
    /// How many tokens an answer has; at least one is yielded whatever is drawn.
    package var tokens: Distribution<Int> = .uniform(20...60)
    /// The delay of each further token.
    package var tokenInterval: Distribution<Duration> =
        .uniform(.milliseconds(5) ... .milliseconds(40))
    /// Whether a retried request gets the same answer.
    package var replies = Replies.stable
    /// The share of attempts that fail before a token.
    package var error = Share.zero
    /// The share of attempts that fail after at least one token.
    package var errorMidStream = Share.zero
    /// The share of attempts that stop yielding for ever.
    package var stall = Share.zero
    /// The share of attempts that end with no token.
    package var empty = Share.zero
    /// The share of attempts that go on as if nothing were when the server cancels them.
    package var ignoreCancellation = Share.zero

    /// Makes the documented defaults.
    package init() {}
}
