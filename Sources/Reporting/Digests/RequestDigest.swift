import Histories

/// What became of one request, from its first send to its completed effect.
///
/// Times are nanoseconds of virtual time; nil where something was not seen.
struct RequestDigest: Equatable {
    /// The request's id.
    let request: String
    /// The seq of its event; 0 until it is accepted.
    var sequence = 0
    /// When its client sent it first.
    var sent: Int64?
    /// How often its client sent it.
    var sendCount = 0
    /// When its event was appended.
    var appended: Int64?
    /// How often it was recognised as a repetition.
    var duplicateCount = 0
    /// The agent's attempts at it.
    var attempts: [AttemptDigest] = []
    /// When its outcome was committed.
    var committed: Int64?
    /// The outcome, in a word: answered, failed, cancelled.
    var outcome: String?
    /// When its effect was created.
    var created: Int64?
    /// The executions of its effect.
    var executions: [ExecutionDigest] = []
    /// When its client received the first token.
    var firstToken: Int64?
    /// How many tokens its client received, on all connections.
    var tokenCount = 0
    /// When its client received the terminal frame first.
    var received: Int64?
    /// The kind of that frame.
    var receivedFrame: FrameKind?
    /// The position of that reception among all facts.
    var receivedPosition = 0
    /// How often its client received a terminal frame.
    var receivedCount = 0
    /// When its effect was completed.
    var completed: Int64?

    init(request: String) {
        self.request = request
    }

    /// From the first send to the first terminal frame.
    var latency: Int64? { sent.flatMap { sent in received.map { $0 - sent } } }

    /// From the first send to the first token.
    var firstTokenLatency: Int64? { sent.flatMap { sent in firstToken.map { $0 - sent } } }
}
