/// How many tokens a reply took, as the agent counted them.
public struct TokenUsage: Hashable, Sendable {
    /// Tokens that the agent read.
    public let input: Int
    /// Tokens that the agent wrote.
    public let output: Int

    /// Makes a count.
    public init(input: Int, output: Int) {
        self.input = input
        self.output = output
    }
}

/// The frame that ends a request: every accepted request gets exactly one kind of it (FR-028).
public struct TerminalFrame: Hashable, Sendable {
    /// What a terminal frame says.
    public enum Body: Hashable, Sendable {
        /// The whole answer; latency in milliseconds from the attempt's start to its result.
        case final(message: String, latency: Int64, usage: TokenUsage?)
        /// The request failed.
        case error(message: String, retryable: Bool)
        /// The request was cancelled.
        case cancelled
    }

    /// The request that it ends.
    public let requestID: String
    /// What it says.
    public let body: Body

    /// Makes a terminal frame.
    public init(requestID: String, body: Body) {
        self.requestID = requestID
        self.body = body
    }
}
