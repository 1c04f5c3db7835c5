import Histories

/// Why the server closes connections: 1008 for a message to another thread, 1009 for one that is too
/// large, 1013 for a buffer that has overflowed, 1001 for its own stop.
///
/// In a run of the simulator, a connection is also closed where it must be: one whose ids make no
/// session key at once (FR-005, FR-007), another one before its next frame is taken when a message to
/// another thread or one that is too large has come.
///
/// A keep-alive that fails is the network's doing. A stop may show only in the `server-stopped` that
/// follows the closings.
struct Closings {
    /// What a process may take to close a connection that it must not serve.
    private static let allowance: Int64 = 100_000_000

    private let isSimulated: Bool
    /// The open connections whose ids make no session key.
    private var strangers: [Fact] = []
    /// The frames for which their connections have to be closed.
    private var offences: [Fact] = []
    /// The last frame that arrived on each connection.
    private var lastFrame = NumberMap<FrameKind?>(nil)
    /// The instances that are known to be stopping; 0 is all.
    private var stopping: [Int] = []
    /// Closings with 1001 before which nothing told of a stop.
    private var unexplained: [Fact] = []

    init(header: HistoryHeader) { isSimulated = header.isSimulated }

    /// Takes note of a connection.
    mutating func open(_ fact: Fact) {
        if isSimulated, fact.note != nil { strangers.append(fact) }
    }

    /// Takes note of a frame; one that comes after an offence should not have been taken.
    mutating func arrive(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        lastFrame[fact.connection] = fact.frame
        if !offences.isEmpty {
            compareOffences(before: fact, "its next frame was taken", &findings)
        }
        guard isSimulated, fact.frame == .wrongThread || fact.frame == .oversize,
            ledger.connection(fact.connection)?.isOpen == true
        else { return }
        offences.append(fact)
    }

    private mutating func compareOffences(
        before fact: Fact,
        _ what: String,
        _ findings: inout Findings
    ) {
        let due = offences.filter { fact.connection == 0 || $0.connection == fact.connection }
        offences.removeAll { fact.connection == 0 || $0.connection == fact.connection }
        for offence in due {
            findings.violated(
                "connection \(offence.connection) was not closed for the "
                    + "\(offence.frame?.rawValue ?? "bad") frame that arrived "
                    + "\(Phrase.at(offence)); \(what) \(Phrase.at(fact))",
                first: offence,
                conflicting: fact,
                session: offence.session
            )
        }
    }

    /// Takes note that the server of an instance is asked to stop.
    mutating func stopBegins(_ fact: Fact, _ ledger: Ledger) {
        let isRunning = fact.instance == 0 || ledger.host(fact.instance).incarnation != 0
        if isRunning { stopping.append(fact.instance) }
    }

    /// Takes note that an incarnation has ended.
    mutating func end(_ fact: Fact) {
        stopping.removeAll { $0 == fact.instance }
        unexplained.removeAll { $0.instance == fact.instance }
        strangers.removeAll { $0.instance == fact.instance }
        offences.removeAll { $0.instance == fact.instance }
    }

    /// Compares a closing.
    mutating func close(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        offences.removeAll { $0.connection == fact.connection }
        if let place = strangers.firstIndex(where: { $0.connection == fact.connection }) {
            return compareStranger(strangers.remove(at: place), fact, ledger, &findings)
        }
        guard fact.origin == .server else { return }
        let connection = ledger.connection(fact.connection)
        let problem: String?
        switch fact.code {
        case 1001:
            if !stopping.contains(where: { $0 == 0 || $0 == fact.instance }) {
                return unexplained.append(fact)
            }
            problem = nil
        case 1008:
            problem =
                lastFrame[fact.connection] == .wrongThread
                ? nil : "though no frame for another thread had arrived last"
        case 1009:
            problem =
                lastFrame[fact.connection] == .oversize
                ? nil : "though no frame that is too large had arrived last"
        case 1013:
            let hasRoom = connection?.hasHadRoom(sinceBefore: fact.time) ?? true
            // A process that wakes in this very instant has seen nothing of the room.
            let hasJustWoken = ledger.host(fact.instance).pauses.contains {
                $0.end?.time == fact.time
            }
            problem = hasRoom && !hasJustWoken ? "though its buffer had room" : nil
        case let code?: problem = "with \(code), which is none of its codes"
        case nil: problem = "without a code"
        }
        report(problem, fact, first: connection?.opened, &findings)
    }

    private func compareStranger(
        _ opened: Fact,
        _ closed: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        let isLate =
            closed.time - opened.time > Self.allowance
            && !ledger.host(opened.instance).hasStalled(since: opened.time)
        let isRefused = closed.origin != .server || closed.code == 1008
        guard isLate || !isRefused else { return findings.compared() }
        reportStranger(
            opened,
            isLate ? "closed only \(Phrase.at(closed))" : "closed with \(closed.code ?? 0)",
            closed,
            &findings
        )
    }

    /// Reports what is still open at the end and must not be.
    mutating func compareRest(_ end: Fact, _ findings: inout Findings) {
        for opened in strangers { reportStranger(opened, "still open at the end", end, &findings) }
        strangers = []
        compareOffences(before: end, "the run ended", &findings)
    }

    private func reportStranger(
        _ opened: Fact,
        _ what: String,
        _ conflicting: Fact,
        _ findings: inout Findings
    ) {
        findings.violated(
            "connection \(opened.connection), opened \(Phrase.at(opened)) with ids that make no "
                + "session key (\(Phrase.quote(opened.note ?? ""))), was \(what); it must be closed with 1008 at once",
            first: opened,
            conflicting: conflicting,
            session: opened.session
        )
    }

    /// Reports the closings that no stop has followed.
    mutating func finish(_ findings: inout Findings) {
        for fact in unexplained {
            report("though it did not stop", fact, first: nil, &findings)
        }
        unexplained = []
    }

    private func report(
        _ problem: String?,
        _ fact: Fact,
        first: Fact?,
        _ findings: inout Findings
    ) {
        guard let problem else { return findings.compared() }
        let code = fact.code.map { " with \($0)" } ?? ""
        let isNamed = problem.hasPrefix("with")
        findings.violated(
            "the server closed connection \(fact.connection)\(isNamed ? "" : code) "
                + "\(Phrase.at(fact)), \(problem)",
            first: first,
            conflicting: fact
        )
    }
}
