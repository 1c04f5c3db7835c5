import Histories
import Invariants

/// A history told fact by fact: `at` sets the clock, `session`, `on` and `server` say of whom the
/// following words are, and every word adds one fact, a step after the last.
final class Story {
    static let keys = (1...9).map { "user-\($0):helper:thread-\($0)" }

    private(set) var facts: [Fact] = []
    var settings = HistorySettings()
    var observed: [FactKind]? = FactKind.allCases
    /// Of a run of the simulator; nil: the history comes from elsewhere.
    var seed: UInt64?
    private var time: Int64 = 0
    private var step: UInt64 = 0
    private var isOneStep = false
    private var number: SessionNumber = 1
    private var connection = 1
    private var instance = 1
    private var incarnation = 1

    /// Sets the clock, in seconds.
    func at(_ seconds: Double) -> Story {
        time = Int64((seconds * 1_000_000).rounded()) * 1000
        return self
    }

    /// Adds facts that are all of one step.
    func inOneStep(_ add: (Story) -> Story) -> Story {
        step += 1
        isOneStep = true
        defer { isOneStep = false }
        return add(self)
    }

    /// Turns to a session and its connection of the same number.
    func session(_ session: Int32) -> Story {
        number = SessionNumber(rawValue: session)
        connection = Int(session)
        return self
    }

    /// Turns away from all sessions.
    func ofNoSession() -> Story {
        number = .none
        return self
    }

    /// Turns to a connection.
    func on(_ connection: Int) -> Story {
        self.connection = connection
        return self
    }

    /// Turns to a server instance and one of its incarnations.
    func server(_ instance: Int, _ incarnation: Int = 1) -> Story {
        self.instance = instance
        self.incarnation = incarnation
        return self
    }

    /// Adds a fact of the session, connection and server at hand.
    @discardableResult
    func fact(
        _ kind: FactKind,
        request: String = "",
        frame: FrameKind? = nil,
        seq: Int = 0,
        attempt: Int = 0,
        effect: String? = nil,
        content: String? = nil,
        operation: String? = nil,
        call: Int = 0,
        _ fill: (inout FactDetails) -> Void = { _ in }
    ) -> Story {
        if !isOneStep { step += 1 }
        let isConnectionless: Bool =
            switch kind {
            case .clientConnected, .clientSent, .tokenReceived, .terminalReceived,
                .clientDisconnected, .frameArrived, .tokenSent, .terminalSent, .errorSent,
                .sendBlocked, .sendResumed, .frameDropped, .connectionOpened, .connectionClosed,
                .socketReleased:
                false
            default: true
            }
        let moment = Moment(step: step, time: time, instance: instance, incarnation: incarnation)
        facts.append(
            Fact(
                kind,
                at: moment,
                session: number,
                connection: isConnectionless ? 0 : connection,
                request: request,
                frame: frame,
                sequence: seq,
                attempt: attempt,
                effect: effect,
                content: content,
                operation: operation,
                call: call,
                filling: fill
            )
        )
        return self
    }

    /// Adds a fact of the server at hand and of no session.
    @discardableResult
    func hostFact(_ kind: FactKind, _ fill: (inout FactDetails) -> Void = { _ in }) -> Story {
        let session = number
        number = .none
        defer { number = session }
        return fact(kind, fill)
    }

    /// The whole history.
    var history: History {
        let header = HistoryHeader(seed: seed, settings: settings, observed: observed)
        return History(header: header, sessions: SessionTable(keys: Self.keys), facts: facts)
    }

    /// What one invariant says of it.
    func result(_ id: String) -> InvariantResult { CheckerSet.check(history, [id])[0] }

    /// The messages of one invariant's violations.
    func messages(_ id: String) -> [String] { result(id).violations.map(\.message) }

    /// The ids of all invariants that it violates.
    var violated: [String] {
        CheckerSet.check(history).filter { $0.outcome == .violated }.map(\.invariant.id)
    }
}
