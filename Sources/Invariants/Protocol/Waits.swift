import Histories

/// What waits for room in the send buffers of connections: for how long, and how much.
///
/// A slow client must cost bounded memory, so the server closes a connection whose first frame waits
/// longer than a limit, and one for which more than a limit of bytes wait (`sendLimit` and
/// `sendQueueLimit` of the server's configuration, which no scenario changes). A frame waits from its
/// `send-blocked` until there is room, the connection ends, its effect is no longer executed, or its
/// attempt or lease is over. What waits behind a first token are the tokens of the same attempt, each
/// at least as large as its text, its request's name and the frame around them.
///
/// Nor is a client that is only slow let go of before: not while the first frame has waited less than
/// the limit and less than the limit of bytes can wait, whatever is escaped in them.
///
/// A history from elsewhere is of a server with other limits.
struct Waits {
    /// How long the first frame may wait.
    static let timeLimit: Int64 = 10_000_000_000
    /// How many bytes may wait.
    static let byteLimit = 1 << 20
    private static let allowance: Int64 = 100_000_000
    /// `{"type":"token","requestId":"…","value":"…"}` without what is between the quotes.
    private static let frameSize = 42

    /// What a sign may become in JSON.
    private static let escape = 6
    /// More than an error frame has.
    private static let errorSize = 8_192

    private struct Wait {
        let blocked: Fact
        /// The attempt whose tokens wait; nil if the first frame is none.
        let attempt: Int?
        var bytes = 0
        var frames = 0
    }

    /// What can wait at a connection that had no room once, at most: all tokens and errors since that
    /// were not handed over, and nothing that comes before the last token if that was.
    ///
    /// What is streamed from the outbox is in chunks other than the tokens.
    private struct Backlog {
        let connection: Int
        var bytes: Int
        /// The last token that can wait, and the most that errors behind it have.
        var last: Fact
        var bytesBehind = 0
    }

    /// A wait that ended without room: what waits behind it waits since then at the earliest.
    ///
    /// The server takes a frame back before it asks the store to release its effect.
    private struct Withdrawal {
        let connection: Int
        let released: Fact
        let time: Int64
    }

    private let isKnown: Bool
    private let settings: HistorySettings
    private var open: [Wait] = []
    /// By session.
    private var backlogs = NumberMap<[Backlog]>([])
    /// Those that had room at `resumption`: whoever closes in that instant need not know.
    private var resumed: [Wait] = []
    private var resumption = Int64.min
    /// At most one of each connection.
    private var withdrawals: [Withdrawal] = []

    init(header: HistoryHeader) {
        isKnown = header.isSimulated
        settings = header.settings
    }

    /// Takes note of a frame that finds no room.
    mutating func begin(_ fact: Fact, _ ledger: Ledger) {
        guard isKnown, !open.contains(where: { $0.blocked.connection == fact.connection })
        else { return }
        withdrawals.removeAll { $0.connection == fact.connection }
        let attempt = ledger.session(fact.session).attempts.last { $0.isRunning }
        open.append(
            Wait(blocked: fact, attempt: fact.frame == .token ? attempt?.invoked.attempt : nil)
        )
        count(fact, at: open.endIndex - 1)
        guard !backlogs[fact.session].contains(where: { $0.connection == fact.connection })
        else { return }
        backlogs[fact.session].append(
            Backlog(
                connection: fact.connection,
                bytes: Self.most(fact.content, of: fact.request),
                last: fact
            )
        )
    }

    /// Takes a token of the agent, which waits behind an earlier one.
    mutating func yield(_ fact: Fact, _ findings: inout Findings) {
        add(Self.most(fact.content, of: fact.request), in: fact.session)
        for index in backlogs[fact.session].indices {
            backlogs[fact.session][index].last = fact
            backlogs[fact.session][index].bytesBehind = 0
        }
        for index in open.indices {
            let wait = open[index]
            guard wait.blocked.session == fact.session, wait.attempt == fact.attempt,
                wait.blocked.request == fact.request
            else { continue }
            if wait.frames > 1, wait.bytes > Self.byteLimit {
                findings.violated(
                    "connection \(wait.blocked.connection), without room since "
                        + "\(Phrase.seconds(wait.blocked.time)), is still open "
                        + "\(Phrase.at(fact)), when \(wait.frames) tokens of request "
                        + "\(fact.request) wait, of \(wait.bytes) bytes or more; "
                        + "\(Self.byteLimit) are the most",
                    first: wait.blocked,
                    conflicting: fact
                )
                open.remove(at: index)
                return
            }
            count(fact, at: index)
        }
    }

    /// Takes note of a token that is handed over.
    mutating func send(_ token: Fact) {
        let place = backlogs[token.session].firstIndex { $0.connection == token.connection }
        guard let place else { return }
        let last = backlogs[token.session][place].last
        if last.request == token.request, last.content == token.content {
            backlogs[token.session][place].bytes = backlogs[token.session][place].bytesBehind
        } else if settings.streaming == .live {
            backlogs[token.session][place].bytes -= Self.most(token.content, of: token.request)
        }
    }

    /// Takes note of a bad frame, whose error frame waits, too.
    mutating func arrive(_ fact: Fact) {
        guard fact.frame?.isRejected == true else { return }
        add(Self.errorSize, in: fact.session)
        for index in backlogs[fact.session].indices {
            backlogs[fact.session][index].bytesBehind += Self.errorSize
        }
    }

    private mutating func add(_ bytes: Int, in session: SessionNumber) {
        guard !backlogs[session].isEmpty else { return }
        for index in backlogs[session].indices { backlogs[session][index].bytes += bytes }
    }

    /// Compares a closing: whether the connection had to be let go of.
    mutating func close(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        let place = backlogs[fact.session].firstIndex { $0.connection == fact.connection }
        guard let place else { return }
        let backlog = backlogs[fact.session].remove(at: place)
        guard fact.origin == .server, fact.code == 1013 else { return }
        guard let (first, start) = firstSign(ofWaitAt: fact.connection, at: fact.time),
            fact.time - start < Self.timeLimit
        else { return findings.compared() }
        let effects = ledger.session(fact.session).requests.flatMap(\.effects)
        let most = effects.reduce(backlog.bytes) { $0 + mostBytes(of: $1) }
        guard most <= Self.byteLimit else { return findings.compared() }
        findings.violated(
            "the server closed connection \(fact.connection) with 1013 \(Phrase.at(fact)), when "
                + "its first frame had waited since \(Phrase.seconds(start)) at the most and no "
                + "more than \(most) bytes can have waited; the limits are "
                + "\(Phrase.seconds(Self.timeLimit)) and \(Self.byteLimit)",
            first: first,
            conflicting: fact
        )
    }

    /// The fact that shows since when what waits at a connection can have waited.
    private func firstSign(ofWaitAt connection: Int, at time: Int64) -> (Fact, start: Int64)? {
        let all = open + (time == resumption ? resumed : [])
        if let wait = all.first(where: { $0.blocked.connection == connection }) {
            return (wait.blocked, wait.blocked.time)
        }
        return withdrawals.first { $0.connection == connection }.map { ($0.released, $0.time) }
    }

    /// The most that an effect's frames have: its terminal frame, and in chunks the text once more.
    private func mostBytes(of effect: EffectRecord) -> Int {
        let (content, request) = (effect.created.content, effect.created.request)
        let whole = Self.most(content, of: request) + Self.frameSize
        guard settings.streaming == .outbox else { return whole }
        let chunks = content?.utf8.count ?? 0
        return whole + chunks * Self.most(nil, of: request) + Self.escape * chunks
    }

    private static func most(_ content: String?, of request: String) -> Int {
        escape * ((content?.utf8.count ?? 0) + request.utf8.count) + 2 * frameSize
    }

    /// Takes note that a frame may wait no longer: what `isMeant` names, as of `fact`.
    mutating func end(
        _ fact: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings,
        where isMeant: (_ blocked: Fact) -> Bool
    ) {
        if fact.kind == .sendResumed || fact.kind == .connectionClosed {
            withdrawals.removeAll { $0.connection == fact.connection }
        }
        guard !open.isEmpty else { return }
        if fact.kind == .sendResumed, fact.time != resumption {
            resumed = []
            resumption = fact.time
        }
        for wait in open where isMeant(wait.blocked) {
            compare(wait.blocked, fact, ledger, &findings)
            if fact.kind == .sendResumed { resumed.append(wait) }
            if isWithdrawal(fact, of: wait.blocked, ledger) {
                let asked = ledger.session(fact.session).effectCall(of: fact.instance)
                withdrawals.append(
                    Withdrawal(
                        connection: wait.blocked.connection,
                        released: fact,
                        time: asked ?? fact.time
                    )
                )
            }
        }
        open.removeAll { isMeant($0.blocked) }
    }

    /// Whether a server has taken back what waited.
    ///
    /// It has if it executed the effect for as long as it does without an acknowledgement; one that
    /// gives it back sooner may never have begun.
    private func isWithdrawal(_ fact: Fact, of blocked: Fact, _ ledger: Ledger) -> Bool {
        guard fact.kind == .effectReleased, fact.instance == blocked.instance,
            let claim = ledger.session(fact.session).effect(fact.effect)?.claim
        else { return false }
        return claim.instance == fact.instance
            && fact.time - claim.time >= settings.acknowledgementTimeout
    }

    private mutating func count(_ token: Fact, at index: Int) {
        let text = token.content?.utf8.count ?? 0
        open[index].bytes += text + token.request.utf8.count + Self.frameSize
        open[index].frames += 1
    }

    private func compare(
        _ blocked: Fact,
        _ end: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        // A process that stalled meanwhile could not close it.
        let hasStalled = ledger.host(blocked.instance).hasStalled(since: blocked.time)
        guard end.time - blocked.time > Self.timeLimit + Self.allowance, !hasStalled
        else { return findings.compared() }
        findings.violated(
            "a frame of request \(blocked.request) waited for room in the buffer of connection "
                + "\(blocked.connection) \(Phrase.at(blocked)), and still did \(Phrase.at(end)); "
                + "after \(Phrase.seconds(Self.timeLimit)) the connection is closed",
            first: blocked,
            conflicting: end
        )
    }
}
