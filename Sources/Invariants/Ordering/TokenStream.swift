import Histories

/// The attempts of one request, while anybody may still receive their tokens.
final class TokenStream {
    let request: String
    let sequence: Int
    /// The `agent-invoked` of the first attempt; outbox streaming: the `effect-created`.
    let begin: Fact
    /// The `agent-invoked` of the last attempt; outbox streaming: the `effect-created`.
    var lastBegin: Fact
    /// The attempts' places in the pool, by number − 1.
    private(set) var attempts: [Int] = []
    /// Outbox streaming: the stored message.
    let message: String?
    /// The connections that must get every token of the last attempt, if nothing disturbs it.
    var entitled: [Int] = []
    /// The connections that were sent a token and have received no terminal frame yet.
    var listenerCount = 0
    /// Whether its outcome is committed; outbox streaming: delivered.
    var isFinished = false

    /// Whether nothing of it is on its way any more.
    var isDrained: Bool { isFinished && listenerCount == 0 }

    init(_ begin: Fact, request: String, message: String? = nil) {
        self.request = request
        sequence = begin.sequence
        self.begin = begin
        lastBegin = begin
        self.message = message
    }

    /// Returns the place of an attempt's tokens, taking one when the attempt is new.
    func attempt(_ number: Int, in pool: inout TokenPool) -> Int {
        while attempts.count < max(1, number) { attempts.append(pool.take()) }
        return attempts[max(1, number) - 1]
    }

    /// Whether a chunk of the stored message is the next after `offset` bytes.
    func message(hasChunk chunk: String, at offset: Int) -> Bool {
        message?.utf8.dropFirst(offset).starts(with: chunk.utf8) ?? false
    }
}

/// How far one connection is in one request's tokens.
struct TokenCursor {
    let request: String
    /// The attempts of the request; nil once the terminal frame was received.
    private(set) var stream: TokenStream?
    /// The place of the attempt of which a prefix was received.
    private var attempt: Int?
    /// The tokens received; outbox streaming: the bytes.
    private(set) var position = 0
    /// Whether it was already said that the tokens are wrong.
    private(set) var isBroken = false

    init(_ stream: TokenStream) {
        request = stream.request
        self.stream = stream
        stream.listenerCount += 1
    }

    /// Ends it: the terminal frame was received, or the connection is gone.
    mutating func end() {
        stream?.listenerCount -= 1
        stream = nil
        attempt = nil
    }

    /// Moves over the next token; returns what is wrong with it, if anything.
    mutating func advance(by token: String, _ pool: TokenPool) -> String? {
        if let attempt, pool.has(token, at: position, of: attempt) {
            position += 1
            return nil
        }
        return search(token, pool)
    }

    /// Begins or changes the attempt, or takes a chunk of the stored message.
    private mutating func search(_ token: String, _ pool: TokenPool) -> String? {
        guard let stream else { return "a token after the terminal frame" }
        guard !isBroken else { return nil }
        if stream.message(hasChunk: token, at: position) {
            position += token.utf8.count
            return nil
        }
        let other = pool.alternative(
            to: attempt,
            among: stream.attempts,
            at: position,
            token: token
        )
        if let other {
            attempt = other
            position += 1
            return nil
        }
        isBroken = true
        return problem(stream, token, pool)
    }

    private func problem(_ stream: TokenStream, _ token: String, _ pool: TokenPool) -> String {
        guard stream.message == nil else { return "not the next part of the stored message" }
        let tokens = (attempt ?? stream.attempts.first).map(pool.tokens) ?? []
        let isAgain = stream.attempts.contains { pool.tokens($0).first == token }
        if tokens.prefix(position).contains(token) || (position > 0 && isAgain) {
            return "a repeat, after \(position) \(position == 1 ? "token" : "tokens")"
        }
        if let later = tokens.dropFirst(position).firstIndex(of: token) {
            return "a gap: token \(later + 1) after \(position) tokens"
        }
        return "not the agent's token \(position + 1)"
    }
}
