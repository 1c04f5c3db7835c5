package import Histories

/// Checks that each connection gets a request's tokens in order, once, and before the terminal frame.
///
/// Fast path: a token costs an array look-up by connection, a comparison of the request's name with
/// that of the connection's last token, and a comparison of the token.
package struct OrderingTokens: Checker {
    package static let invariant = Invariant(
        "ordering.tokens",
        "Per connection and request the tokens received are a prefix, in order, without gap or "
            + "repeat, of one attempt's tokens, all before the terminal frame; a connection open "
            + "throughout an undisturbed first attempt gets every token.",
        specification: ["FR-023"]
    )
    package static let interests: [FactKind] = [
        .agentInvoked, .agentToken, .tokenSent, .tokenReceived, .terminalReceived,
        .clientDisconnected, .checkpointCommitted, .effectCreated, .effectCompleted, .effectFailed,
        .sendBlocked, .frameDropped, .faultInjected,
    ]
    package static let needs: [FactKind] = [.agentToken, .tokenReceived]

    private let isLive: Bool
    private var streams = NumberMap<[TokenStream]>([])
    private var cursors = NumberMap<[TokenCursor]>([])
    private var sending = NumberMap<String>("")
    private var isSendingObserved = false
    /// The connections that were ever short of room or lost a frame.
    private var isImpaired = NumberMap<Bool>(false)

    package init(_ context: CheckContext) { isLive = context.settings.streaming == .live }

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        switch fact.kind {
        case .agentToken: if isLive { yield(fact, ledger) }
        case .tokenSent:
            guard sending[fact.connection] != fact.request else { return }
            sending[fact.connection] = fact.request
            isSendingObserved = true
            _ = cursorIndex(fact)
        case .tokenReceived: receive(fact, &findings)
        case .terminalReceived: end(fact, ledger, &findings)
        case .agentInvoked: if isLive { begin(fact, ledger) }
        case .clientDisconnected: leave(fact)
        case .sendBlocked, .frameDropped, .faultInjected: disturb(fact)
        case .checkpointCommitted: if isLive { finish(fact) }
        case .effectCreated:
            if !isLive, fact.frame == .final, let message = fact.content {
                streams[fact.session].append(
                    TokenStream(fact, request: fact.request, message: message)
                )
            }
        default: if !isLive { finish(fact) }
        }
    }

    // MARK: The agent

    private mutating func begin(_ fact: Fact, _ ledger: Ledger) {
        for stream in streams[fact.session] where stream.sequence < fact.sequence {
            stream.isFinished = true
        }
        release(fact.session)
        let known = streams[fact.session].last { $0.sequence == fact.sequence }
        let event = ledger.session(fact.session).request(sequence: fact.sequence)
        let stream = known ?? TokenStream(fact, request: event?.request ?? fact.request)
        stream.beginAttempt(fact.attempt)
        if known == nil { streams[fact.session].append(stream) } else { stream.entitled = [] }
    }

    private mutating func yield(_ fact: Fact, _ ledger: Ledger) {
        guard let token = fact.content else { return }
        guard let stream = streams[fact.session].last(where: { $0.sequence == fact.sequence })
        else { return }
        if stream.attempts.count == 1, stream.attempts[0].isEmpty {
            stream.entitled = entitled(to: stream, ledger.session(fact.session))
        }
        stream.append(token, attempt: fact.attempt)
    }

    /// The connections that were open when the attempt began and to which nothing earlier is due.
    private func entitled(to stream: TokenStream, _ session: SessionRecord) -> [Int] {
        let earlier = session.requests.filter { $0.sequence < stream.sequence }
        return session.connections.filter { connection in
            guard let opened = connection.opened, connection.left == nil else { return false }
            return opened.step < stream.begin.step && !isImpaired[connection.number]
                && earlier.allSatisfy { request in
                    !request.effects.isEmpty
                        && request.effects.allSatisfy { $0.isDone(for: connection.number) }
                }
        }.map(\.number)
    }

    private mutating func finish(_ fact: Fact) {
        for stream in streams[fact.session]
        where stream.sequence == fact.sequence || stream.request == fact.request {
            stream.isFinished = true
        }
        release(fact.session)
    }

    /// Forgets streams that nobody can receive any more.
    private mutating func release(_ session: SessionNumber) {
        let keeps = isSendingObserved ? 0 : 32
        guard streams[session].count > keeps else { return }
        streams[session].removeAll { $0.isFinished && $0.listenerCount == 0 }
    }

    // MARK: The connections

    /// Returns the place of the connection's cursor for the fact's request, making it when new.
    private mutating func cursorIndex(_ fact: Fact) -> Int? {
        let known = cursors[fact.connection].lastIndex { $0.request == fact.request }
        if let known { return known }
        guard let stream = streams[fact.session].last(where: { $0.request == fact.request })
        else { return nil }
        stream.listenerCount += 1
        if cursors[fact.connection].count > 8 {
            cursors[fact.connection].removeAll { $0.stream == nil }
        }
        cursors[fact.connection].append(TokenCursor(request: fact.request, stream: stream))
        return cursors[fact.connection].count - 1
    }

    private mutating func receive(_ fact: Fact, _ findings: inout Findings) {
        let token = fact.content ?? ""
        guard let index = cursorIndex(fact) else {
            return findings.violated(
                "connection \(fact.connection) received \(Phrase.quote(token)) for request "
                    + "\(fact.request) \(Phrase.at(fact)), which the agent never said",
                conflicting: fact
            )
        }
        let problem = Self.advance(
            &cursors[fact.connection][index],
            by: token,
            isLive: isLive
        )
        guard let problem else { return findings.compared() }
        findings.violated(
            "connection \(fact.connection) received \(Phrase.quote(token)) for request "
                + "\(fact.request) \(Phrase.at(fact)): \(problem)",
            first: cursors[fact.connection][index].stream?.begin,
            conflicting: fact
        )
    }

    /// Moves a cursor over the next token; returns what is wrong with it, if anything.
    private static func advance(
        _ cursor: inout TokenCursor,
        by token: String,
        isLive: Bool
    ) -> String? {
        guard let stream = cursor.stream else { return "a token after the terminal frame" }
        guard !cursor.isBroken else { return nil }
        if !isLive {
            if stream.message(hasChunk: token, at: cursor.position) {
                cursor.position += token.utf8.count
                return nil
            }
        } else if stream.has(token, at: cursor.position, of: cursor.attempt) {
            cursor.position += 1
            return nil
        } else if let other = stream.alternative(
            to: cursor.attempt,
            at: cursor.position,
            token: token
        ) {
            cursor.attempt = other
            cursor.position += 1
            return nil
        }
        cursor.isBroken = true
        return TokenProblem.words(cursor, stream, token)
    }

    private mutating func end(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard let index = cursorIndex(fact),
            let stream = cursors[fact.connection][index].stream
        else { return }
        let cursor = cursors[fact.connection][index]
        let isEntitled =
            fact.frame == .final && stream.attempts.count == 1
            && stream.entitled.contains(fact.connection)
        if isEntitled, !cursor.isBroken {
            let count = stream.attempts[0].count
            if cursor.position < count {
                findings.violated(
                    "connection \(fact.connection) received \(cursor.position) of the \(count) "
                        + "tokens of request \(fact.request) before its final frame "
                        + "\(Phrase.at(fact)), though it was open throughout and nothing "
                        + "disturbed the attempt",
                    first: stream.begin,
                    conflicting: fact
                )
            } else {
                findings.compared()
            }
        }
        stream.listenerCount -= 1
        cursors[fact.connection][index].stream = nil
        release(fact.session)
    }

    private mutating func leave(_ fact: Fact) {
        for cursor in cursors[fact.connection] { cursor.stream?.listenerCount -= 1 }
        cursors[fact.connection] = []
        release(fact.session)
    }

    /// Takes note that a connection, a session or everything is not undisturbed any more.
    private mutating func disturb(_ fact: Fact) {
        if fact.kind != .faultInjected { isImpaired[fact.connection] = true }
        for index in streams.indices where fact.session.isNone || fact.session.index == index {
            for stream in streams[index] {
                stream.entitled.removeAll { fact.connection == 0 || fact.connection == $0 }
            }
        }
    }
}

/// What can be wrong with a token, in words.
private enum TokenProblem {
    static func words(_ cursor: TokenCursor, _ stream: TokenStream, _ token: String) -> String {
        guard stream.message == nil, stream.attempts.indices.contains(cursor.attempt) else {
            return "not the next part of the stored message"
        }
        let tokens = stream.attempts[cursor.attempt]
        let position = cursor.position
        if tokens.prefix(position).contains(token)
            || stream.attempts.dropFirst(cursor.attempt + 1).contains(where: {
                $0.first == token && position > 0
            })
        {
            return "a repeat, after \(position) tokens"
        }
        if let later = tokens.dropFirst(position).firstIndex(of: token) {
            return "a gap: token \(later + 1) after \(position) tokens"
        }
        return "not the agent's token \(position + 1)"
    }
}
