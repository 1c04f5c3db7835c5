internal import Histories
internal import SimulationKernel

/// One token of the mock LLM.
package struct ReplyToken: Equatable, Sendable {
    /// The wait since the token before, or since the attempt's start, in nanoseconds.
    package let nanoseconds: Int64
    /// The text: the token's watermark.
    package let text: String

    /// The wait since the token before, or since the attempt's start.
    package var delay: Duration { .nanoseconds(nanoseconds) }
}

/// The tokens of one attempt, drawn one by one.
package struct ReplyTokens: IteratorProtocol, Sendable {
    private var mark: Watermark
    private let count: Int
    private let firstToken: Int64
    private let interval: Sampler
    private var stream: RandomStream

    init(
        mark: Watermark,
        count: Int,
        firstToken: Duration,
        interval: Distribution<Duration>,
        stream: RandomStream
    ) {
        self.mark = mark
        self.count = count
        self.firstToken = firstToken.units
        self.interval = interval.sampler
        self.stream = stream
    }

    /// The next token, or `nil` when the outcome follows.
    package mutating func next() -> ReplyToken? {
        guard mark.token <= count else { return nil }
        defer { mark.token += 1 }
        let wait = mark.token == 1 ? firstToken : interval.draw(using: &stream)
        return ReplyToken(nanoseconds: wait, text: mark.text)
    }
}
