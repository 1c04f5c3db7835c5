import Histories

/// Why the server closes connections: 1008 for a message to another thread, 1009 for one that is too
/// large, 1013 for a buffer that has overflowed, 1001 for its own stop.
///
/// A keep-alive that fails is the network's doing. A stop may show only in the `server-stopped` that
/// follows the closings.
struct Closings {
    /// The last frame that arrived on each connection.
    private var lastFrame = NumberMap<FrameKind?>(nil)
    /// The instances that are known to be stopping; 0 is all.
    private var stopping: [Int] = []
    /// Closings with 1001 before which nothing told of a stop.
    private var unexplained: [Fact] = []

    /// Takes note of a frame.
    mutating func arrive(_ fact: Fact) { lastFrame[fact.connection] = fact.frame }

    /// Takes note that the server of an instance is asked to stop.
    mutating func stopBegins(_ fact: Fact, _ ledger: Ledger) {
        let isRunning = fact.instance == 0 || ledger.host(fact.instance).incarnation != 0
        if isRunning { stopping.append(fact.instance) }
    }

    /// Takes note that an incarnation has ended.
    mutating func end(_ fact: Fact) {
        stopping.removeAll { $0 == fact.instance }
        unexplained.removeAll { $0.instance == fact.instance }
    }

    /// Compares a closing.
    mutating func close(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
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
