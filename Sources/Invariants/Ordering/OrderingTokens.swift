package import Histories

/// Checks that each connection gets a request's tokens in order, once, and before the terminal frame.
///
/// Fast path: a token costs two array look-ups and a comparison of short texts; the first token of
/// a row finds the place for the others.
package struct OrderingTokens: Checker {
    package static let invariant = Invariant(
        "ordering.tokens",
        "Per connection and request the tokens received are a prefix, in order, without gap or "
            + "repeat, of one attempt's tokens, all before the terminal frame; a connection open "
            + "throughout an undisturbed attempt, and not before the tokens of an earlier one, gets "
            + "every token, if it has room each before the next one is said, or every chunk of the "
            + "stored message, word by word, which only the first execution sends.",
        specification: ["FR-023"]
    )
    package static let interests: [FactKind] = [
        .agentInvoked, .agentToken, .tokenReceived, .terminalReceived,
        .clientDisconnected, .checkpointCommitted, .effectCreated, .effectCompleted, .effectFailed,
        .sendBlocked, .frameDropped, .faultInjected, .tokenSent, .connectionClosed,
    ]
    package static let firstTokenInterests: [FactKind] = [.tokenSent, .tokenReceived]
    package static let needs: [FactKind] = [.agentToken, .tokenReceived]

    package static func partialNeeds(with settings: HistorySettings) -> [PartialNeed] {
        settings.streaming == .live
            ? [
                PartialNeed(
                    [.agentInvoked, .connectionOpened, .terminalReceived],
                    for: "who was to get every token"
                )
            ] : [PartialNeed([.effectCreated], for: "the stored message")]
    }

    package static func explanations(with settings: HistorySettings) -> [FactKind] {
        settings.streaming == .live
            ? [
                .agentInvoked, .eventAppended, .clientDisconnected, .sendBlocked, .frameDropped,
                .faultInjected,
            ]
            : [.effectCreated]
    }

    private let isLive: Bool
    private let isSimulated: Bool
    private let seesSending: Bool
    private var paces = NumberMap(TokenPace())
    private var streams = NumberMap<[TokenStream]>([])
    private var pool = TokenPool()
    /// The attempt to which each session's agent adds tokens.
    private var current = NumberMap(CurrentAttempt())
    private var cursors = NumberMap<[TokenCursor]>([])
    /// The place in `cursors` of the row of tokens that each connection is receiving.
    private var receiving = NumberMap<Int?>(nil)
    private var isSendingObserved = false

    /// Where an agent's next token goes.
    private struct CurrentAttempt {
        var sequence = 0
        var attempt = 0
        var place = 0
    }

    package init(_ context: CheckContext) {
        isLive = context.settings.streaming == .live
        isSimulated = context.header.isSimulated
        seesSending = context.header.sees(.tokenSent)
    }

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        switch fact.kind {
        case .agentToken:
            guard isLive else { return }
            if isSimulated, seesSending { paces[fact.session].yield(fact, &findings) }
            yield(fact, ledger)
        case .tokenSent:
            if isLive {
                paces[fact.session].send(fact)
            } else if isSimulated {
                compareChunk(fact, &findings)
            }
        case .connectionClosed: paces[fact.session].leave(fact.connection)
        case .tokenReceived: receive(fact, &findings)
        case .terminalReceived: end(fact, ledger, &findings)
        case .agentInvoked: if isLive { begin(fact, ledger) }
        case .clientDisconnected: leave(fact)
        case .sendBlocked: paces[fact.session].leave(fact.connection)
        case .frameDropped, .faultInjected: disturb(fact)
        case .checkpointCommitted: if isLive, !isHeldBack(fact, ledger) { finish(fact) }
        case .effectCreated:
            if !isLive, fact.frame == .final, let message = fact.content {
                streams[fact.session].append(
                    TokenStream(fact, request: fact.request, message: message)
                )
            }
        default: finish(fact)
        }
    }

    package mutating func observeFirst(
        _ token: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        if token.kind == .tokenSent {
            if !isLive { compareExecution(token, ledger, &findings) }
            isSendingObserved = true
            _ = cursorIndex(token)
        } else {
            receiving[token.connection] = cursorIndex(token)
        }
    }

    // MARK: The agent

    private mutating func begin(_ fact: Fact, _ ledger: Ledger) {
        if !isHeldBack(fact, ledger) {
            for stream in streams[fact.session] where stream.sequence < fact.sequence {
                stream.isFinished = true
            }
            release(fact.session)
        }
        let known = streams[fact.session].last { $0.sequence == fact.sequence }
        let event = ledger.session(fact.session).request(sequence: fact.sequence)
        let stream = known ?? TokenStream(fact, request: event?.request ?? fact.request)
        current[fact.session] = CurrentAttempt(
            sequence: fact.sequence,
            attempt: fact.attempt,
            place: stream.attempt(fact.attempt, in: &pool)
        )
        stream.lastBegin = fact
        if known == nil { streams[fact.session].append(stream) } else { stream.entitled = [] }
    }

    private mutating func yield(_ fact: Fact, _ ledger: Ledger) {
        guard let token = fact.content else { return }
        let attempt = current[fact.session]
        if attempt.sequence == fact.sequence, attempt.attempt == fact.attempt,
            pool.hasTokens(attempt.place)
        {
            return pool.append(token, to: attempt.place)
        }
        guard let stream = streams[fact.session].last(where: { $0.sequence == fact.sequence })
        else { return }
        let place = stream.attempt(fact.attempt, in: &pool)
        if !pool.hasTokens(place), stream.attempts.last == place {
            stream.entitled = entitled(to: stream, from: fact, ledger)
            paces[fact.session].begin(fact, for: stream.entitled)
        }
        pool.append(token, to: place)
    }

    /// The connections that are to get all tokens of an attempt whose first one is said: if an
    /// earlier attempt has said any, those that were opened after its end.
    private func entitled(to stream: TokenStream, from first: Fact, _ ledger: Ledger) -> [Int] {
        let session = ledger.session(first.session)
        let connections = session.connectionsEntitled(
            toTokensOf: stream.lastBegin,
            from: isSimulated ? first : nil,
            at: ledger.host(first.instance)
        )
        guard stream.attempts.dropLast().contains(where: pool.hasTokens) else { return connections }
        let earlier = session.attempts.filter { $0.invoked.step < stream.lastBegin.step }
        return connections.filter { connection in
            guard let opened = ledger.connection(connection)?.opened else { return false }
            return earlier.allSatisfy { $0.ended.map { $0.time < opened.time } ?? false }
        }
    }

    /// Whether the server may still hold tokens back for a connection that was short of room: they
    /// may be handed over until their effect is delivered.
    private func isHeldBack(_ fact: Fact, _ ledger: Ledger) -> Bool {
        ledger.session(fact.session).connections.contains {
            $0.left == nil && $0.isImpaired
        }
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
        for stream in streams[session] where stream.isDrained {
            for place in stream.attempts { pool.giveBack(place) }
            if current[session].sequence == stream.sequence {
                current[session] = CurrentAttempt()
            }
        }
        streams[session].removeAll { $0.isDrained }
    }

    // MARK: The connections

    /// Returns the place of the connection's cursor for the fact's request, making it when new.
    private mutating func cursorIndex(_ fact: Fact) -> Int? {
        let known = cursors[fact.connection].lastIndex { $0.request == fact.request }
        if let known { return known }
        guard let stream = streams[fact.session].last(where: { $0.request == fact.request })
        else { return nil }
        if cursors[fact.connection].count > 8 {
            receiving[fact.connection] = nil
            cursors[fact.connection].removeAll { $0.stream == nil }
        }
        cursors[fact.connection].append(TokenCursor(stream))
        return cursors[fact.connection].count - 1
    }

    private mutating func receive(_ fact: Fact, _ findings: inout Findings) {
        let token = fact.content ?? ""
        guard let index = receiving[fact.connection] ?? cursorIndex(fact) else {
            return findings.violated(
                "connection \(fact.connection) received \(Phrase.quote(token)) for request "
                    + "\(fact.request) \(Phrase.at(fact)), which the agent never said",
                conflicting: fact
            )
        }
        receiving[fact.connection] = index
        guard let problem = cursors[fact.connection][index].advance(by: token, pool) else {
            return findings.compared()
        }
        findings.violated(
            "connection \(fact.connection) received \(Phrase.quote(token)) for request "
                + "\(fact.request) \(Phrase.at(fact)): \(problem)",
            first: cursors[fact.connection][index].stream?.begin,
            conflicting: fact
        )
    }

    private mutating func end(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard let index = cursorIndex(fact) else { return }
        let cursor = cursors[fact.connection][index]
        guard let stream = cursor.stream else { return }
        if let message = stream.message, !cursor.isBroken {
            compareMessage(message, cursor, fact, ledger, &findings)
        }
        let isEntitled =
            fact.frame == .final && stream.entitled.contains(fact.connection)
            && (ledger.connection(fact.connection)?.isImpaired == false
                || isOfOneOwner(stream, fact, ledger))
        if isEntitled, !cursor.isBroken {
            compareCount(cursor, stream, fact, &findings)
        }
        cursors[fact.connection][index].end()
        release(fact.session)
    }

    /// Whether the last attempt and the first execution of its outcome, which has handed this
    /// terminal frame over, are of one owner of the session: what waited for room until another
    /// lease, or until the effect was taken back, may be gone.
    private func isOfOneOwner(_ stream: TokenStream, _ terminal: Fact, _ ledger: Ledger) -> Bool {
        let session = ledger.session(terminal.session)
        let effect = session.request(terminal.request)?.effects.first
        guard let claim = effect?.handover(to: terminal.connection)?.claim else { return false }
        return claim.attempt == 1 && claim.instance == stream.lastBegin.instance
            && (session.lease?.step ?? 0) < stream.lastBegin.step
    }

    private func compareCount(
        _ cursor: TokenCursor,
        _ stream: TokenStream,
        _ fact: Fact,
        _ findings: inout Findings
    ) {
        guard let last = stream.attempts.last else { return }
        let count = pool.tokens(last).count
        guard cursor.position < count else { return findings.compared() }
        findings.violated(
            "connection \(fact.connection) received \(cursor.position) of the \(count) tokens of "
                + "request \(fact.request) before its final frame \(Phrase.at(fact)), though it "
                + "was open throughout and nothing disturbed the attempt",
            first: stream.begin,
            conflicting: fact
        )
    }

    /// Compares the chunks that came before a final frame with the message: where nothing disturbs
    /// the first execution, they are all of it.
    private func compareMessage(
        _ message: String,
        _ cursor: TokenCursor,
        _ fact: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        let effect = ledger.session(fact.session).request(fact.request)?.effects.first
        guard fact.frame == .final, effect?.handover(to: fact.connection)?.claim?.attempt == 1,
            ledger.connection(fact.connection)?.hasLostFrame == false
        else { return }
        let length = message.utf8.count
        guard cursor.position < length else { return findings.compared() }
        findings.violated(
            "connection \(fact.connection) received \(cursor.position) of the \(length) bytes of "
                + "the response to request \(fact.request) in chunks before its final frame "
                + "\(Phrase.at(fact)), though nothing disturbed its first execution",
            first: effect?.claim,
            conflicting: fact
        )
    }

    /// Compares the length of a chunk: a word, with the blank behind it.
    ///
    /// A server elsewhere may cut otherwise.
    private func compareChunk(_ token: Fact, _ findings: inout Findings) {
        // A blank that belongs to the sign behind it is none.
        let blank = token.content?.firstIndex(of: " ")
        guard let chunk = token.content, let blank, chunk.index(after: blank) != chunk.endIndex
        else { return findings.compared() }
        findings.violated(
            "a chunk of the response to request \(token.request), handed to connection "
                + "\(token.connection) \(Phrase.at(token)), has more than one word: "
                + Phrase.quote(chunk),
            conflicting: token
        )
    }

    /// Compares the execution under which chunks are sent: only the first one sends any.
    private func compareExecution(_ token: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        let effect = ledger.session(token.session).request(token.request)?.effects.first
        guard let claim = effect?.claim, claim.attempt > 1 else { return }
        findings.violated(
            "a chunk of the response to request \(token.request) was sent to connection "
                + "\(token.connection) \(Phrase.at(token)), in its execution \(claim.attempt); a "
                + "redelivery is the terminal frame alone",
            first: claim,
            conflicting: token
        )
    }

    private mutating func leave(_ fact: Fact) {
        for index in cursors[fact.connection].indices { cursors[fact.connection][index].end() }
        cursors[fact.connection] = []
        receiving[fact.connection] = nil
        release(fact.session)
    }

    /// Takes note that a connection, a session or everything is not undisturbed any more.
    private mutating func disturb(_ fact: Fact) {
        if fact.kind == .frameDropped { paces[fact.session].leave(fact.connection) }
        // Who reads slowly gets everything, later.
        guard fact.fault != "slow-reader" else { return }
        for index in streams.indices where fact.session.isNone || fact.session.index == index {
            for stream in streams[index] {
                stream.entitled.removeAll { fact.connection == 0 || fact.connection == $0 }
            }
        }
    }
}
