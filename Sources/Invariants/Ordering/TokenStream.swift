import Histories

/// The tokens of one request, as its attempts yielded them, while anybody may still receive them.
final class TokenStream {
    let request: String
    let sequence: Int
    /// The `agent-invoked` of the first attempt; outbox streaming: the `effect-created`.
    let begin: Fact
    /// The tokens of each attempt, by attempt number − 1.
    private(set) var attempts: [[String]] = []
    /// Outbox streaming: the stored message.
    let message: String?
    /// The connections that must get every token, if nothing disturbs the first attempt.
    var entitled: [Int] = []
    /// The connections that were sent a token and have received no terminal frame yet.
    var listenerCount = 0
    /// Whether its outcome is committed; outbox streaming: delivered.
    var isFinished = false

    init(_ begin: Fact, request: String, message: String? = nil) {
        self.request = request
        sequence = begin.sequence
        self.begin = begin
        self.message = message
    }

    /// Begins an attempt, if it has no tokens yet.
    func beginAttempt(_ attempt: Int) {
        while attempts.count < max(1, attempt) { attempts.append([]) }
    }

    /// Adds a token.
    func append(_ token: String, attempt: Int) {
        beginAttempt(attempt)
        attempts[max(1, attempt) - 1].append(token)
    }

    /// Whether the token is the attempt's next after `position`.
    func has(_ token: String, at position: Int, of attempt: Int) -> Bool {
        attempts.indices.contains(attempt) && attempts[attempt].count > position
            && attempts[attempt][position] == token
    }

    /// Returns an attempt that has the token next and the same tokens before it.
    func alternative(to attempt: Int, at position: Int, token: String) -> Int? {
        attempts.indices.first { other in
            has(token, at: position, of: other)
                && attempts[other][..<position].elementsEqual(attempts[attempt][..<position])
        }
    }

    /// Whether a chunk of the stored message is the next after `offset` bytes.
    func message(hasChunk chunk: String, at offset: Int) -> Bool {
        message?.utf8.dropFirst(offset).starts(with: chunk.utf8) ?? false
    }
}

/// How far one connection is in one request's tokens.
struct TokenCursor {
    let request: String
    /// The tokens; nil once the terminal frame was received.
    var stream: TokenStream?
    /// The attempt whose prefix was received, from 0.
    var attempt = 0
    /// The tokens received; outbox streaming: the bytes.
    var position = 0
    /// Whether it was already said that the tokens are wrong.
    var isBroken = false
}
