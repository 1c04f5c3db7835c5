internal import Histories
internal import SimulationKernel

/// How the mock LLM answers one attempt at one event: a sequence of tokens, then the outcome.
///
/// Determinism: outcome, delays, length and obedience come from separate children of `llm/session-N`, keyed by
/// event and attempt. With stable replies the length is drawn per event, so every attempt would
/// yield the same text; with varying ones it is drawn per attempt and the text names the attempt.
package struct ReplyScript: Sequence, Sendable {
    /// How the attempt ends.
    ///
    /// It does so right after its last token; one that yields none, after ``firstToken``.
    package enum Outcome: Equatable, Sendable {
        /// All tokens were yielded.
        case complete
        /// It fails before a token.
        case errorBeforeToken
        /// It fails after that many tokens, at least one.
        case errorMidStream(after: Int)
        /// It yields that many tokens, possibly all or none, and then nothing more for ever.
        case stall(after: Int)
        /// It ends with no token.
        case empty
    }

    /// The delay of the first token, or of an outcome without one.
    package let firstToken: Duration
    /// How many tokens a complete answer has, at least 1.
    package let tokenCount: Int
    /// How the attempt ends.
    package private(set) var outcome: Outcome
    /// Whether the attempt goes on as if nothing were when the server cancels it.
    package private(set) var ignoresCancellation: Bool
    private let mark: Watermark
    private let interval: Distribution<Duration>
    private let intervals: RandomStream

    init(
        settings: LanguageModelSettings,
        seed: UInt64,
        session: Int,
        sequence: Int,
        attempt: Int
    ) {
        let event = RandomStream(seed: seed, name: "llm/session-\(session)").child(sequence)
        let stream = event.child(attempt)
        let varies = settings.replies == .varying
        var lengths = (varies ? stream : event).child("tokens")
        var firsts = stream.child("first-token")
        var outcomes = stream.child("outcome")
        var cancellations = stream.child("cancellation")
        tokenCount = Swift.max(1, settings.tokens.draw(using: &lengths))
        firstToken = settings.firstToken.draw(using: &firsts)
        outcome = Self.outcome(of: settings, tokens: tokenCount, using: &outcomes)
        ignoresCancellation = settings.ignoreCancellation.occurs(using: &cancellations)
        mark = Watermark(
            session: session,
            event: sequence,
            attempt: varies ? attempt : nil,
            token: 1
        )
        interval = settings.tokenInterval
        intervals = stream.child("intervals")
    }

    /// How many tokens the attempt yields before its outcome.
    package var yieldedTokens: Int {
        switch outcome {
        case .complete: tokenCount
        case .errorBeforeToken, .empty: 0
        case .errorMidStream(let tokens), .stall(let tokens): tokens
        }
    }

    /// Makes the reply succeed, and heed its cancellation.
    package mutating func heal() {
        outcome = .complete
        ignoresCancellation = false
    }

    /// Makes the reply fail in that style; in mid-stream and for a stall, after half its tokens.
    package mutating func fail(_ style: LanguageModelErrorFault.Style) {
        outcome =
            switch style {
            case .before: .errorBeforeToken
            case .midStream: .errorMidStream(after: Swift.max(1, tokenCount / 2))
            case .stall: .stall(after: tokenCount / 2)
            case .empty: .empty
            }
    }

    /// The tokens that the attempt yields, each with its delay after the one before.
    package func makeIterator() -> ReplyTokens {
        ReplyTokens(
            mark: mark,
            count: yieldedTokens,
            firstToken: firstToken,
            interval: interval,
            stream: intervals
        )
    }

    /// Draws which of the four failures an attempt has, if any: one draw over their shares.
    private static func outcome(
        of settings: LanguageModelSettings,
        tokens: Int,
        using stream: inout RandomStream
    ) -> Outcome {
        var point = Int(stream.uniform(in: 0...999_999_999))
        func isBelow(_ share: Share) -> Bool {
            point -= share.billionths
            return point < 0
        }
        if isBelow(settings.error) { return .errorBeforeToken }
        if isBelow(settings.errorMidStream) {
            return .errorMidStream(after: Int(stream.uniform(in: 1...Int64(tokens))))
        }
        if isBelow(settings.stall) {
            return .stall(after: Int(stream.uniform(in: 0...Int64(tokens))))
        }
        return isBelow(settings.empty) ? .empty : .complete
    }
}
