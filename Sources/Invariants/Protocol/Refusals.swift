import Histories

/// The bad frames that have not been answered with an error frame.
///
/// The answer needs no store: it is due before the server takes the connection's next frame, and
/// before the connection closes, unless the buffer has no room for it. It names the request that the
/// bad frame names, or `invalid-frame`. In a run of the simulator, it says that it is no use to send the
/// same again, and nobody is told of what another connection has sent.
struct Refusals {
    private let isSimulated: Bool
    private var due = NumberMap<[Fact]>([])
    /// The requests that a connection has asked, whose message may be refused, too.
    private var asked = NumberMap<Set<String>>([])

    init(header: HistoryHeader) { isSimulated = header.isSimulated }

    /// Takes note of a frame; of an earlier one, the answer should have come by now.
    mutating func arrive(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        compare(fact.connection, fact, ledger, &findings)
        if fact.frame == .message { asked[fact.connection].insert(fact.request) }
        // What was on its way as the connection closed nobody can answer.
        guard fact.frame?.isRejected == true, ledger.connection(fact.connection)?.closed == nil
        else { return }
        due[fact.connection].append(fact)
    }

    /// Takes note of an error frame.
    mutating func answer(_ fact: Fact, _ findings: inout Findings) {
        let index = due[fact.connection].firstIndex { Self.name(of: $0) == fact.request }
        guard let index else { return compareUnasked(fact, &findings) }
        let frame = due[fact.connection].remove(at: index)
        guard isSimulated, fact.status == "retryable" else { return findings.compared() }
        findings.violated(
            "the \(frame.frame?.rawValue ?? "bad") frame that arrived on connection "
                + "\(fact.connection) \(Phrase.at(frame)) was refused \(Phrase.at(fact)) with an "
                + "error that says it may be sent again",
            first: frame,
            conflicting: fact
        )
    }

    private func compareUnasked(_ fact: Fact, _ findings: inout Findings) {
        guard isSimulated, fact.frame == .error else { return }
        guard !asked[fact.connection].contains(fact.request) else { return findings.compared() }
        findings.violated(
            "connection \(fact.connection) was told \(Phrase.at(fact)) of an error for "
                + "'\(fact.request)', of which it has sent nothing that was wrong",
            conflicting: fact
        )
    }

    /// Takes note that a connection ends; in the instant of the bad frame, nobody else can have known.
    mutating func close(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        if fact.origin != .server { due[fact.connection].removeAll { $0.time == fact.time } }
        compare(fact.connection, fact, ledger, &findings)
        due[fact.connection] = []
        asked[fact.connection] = []
    }

    /// Takes note that an incarnation has ended.
    mutating func end(_ fact: Fact) {
        due.forEach { $0.removeAll { $0.instance == fact.instance } }
    }

    /// Compares what is left at the end.
    mutating func compareRest(_ end: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        for connection in due.indices { compare(connection, end, ledger, &findings) }
    }

    private mutating func compare(
        _ connection: Int,
        _ end: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        guard let first = due[connection].first,
            ledger.connection(connection)?.hasHadRoom(sinceBefore: first.time) ?? true
        else { return }
        let reason =
            switch end.kind {
            case .frameArrived: "the next frame was taken"
            case .connectionClosed: "the connection was closed"
            default: "the run ended"
            }
        for frame in due[connection] {
            findings.violated(
                "the \(frame.frame?.rawValue ?? "bad") frame that arrived on connection "
                    + "\(connection) \(Phrase.at(frame)) had got no error frame for "
                    + "'\(Self.name(of: frame))' when \(reason) \(Phrase.at(end))",
                first: frame,
                conflicting: end,
                session: frame.session
            )
        }
        due[connection] = []
    }

    private static func name(of frame: Fact) -> String {
        frame.request.isEmpty ? "invalid-frame" : frame.request
    }
}
