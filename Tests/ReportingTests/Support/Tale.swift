import Histories

/// A small history told fact by fact; times in milliseconds, a step each.
struct Tale {
    private(set) var facts: [Fact] = []
    private var step: UInt64 = 0
    var incarnation = 1

    /// Adds a fact of a session, or of the host if there is none.
    mutating func add(
        _ kind: FactKind,
        at milliseconds: Int64,
        session: Int = 1,
        connection: Int = 0,
        request: String = "",
        frame: FrameKind? = nil,
        sequence: Int = 0,
        attempt: Int = 0,
        content: String? = nil,
        details: (inout FactDetails) -> Void = { _ in }
    ) {
        step += 1
        let moment = Moment(
            step: step,
            time: milliseconds * 1_000_000,
            instance: 1,
            incarnation: incarnation
        )
        facts.append(
            Fact(
                kind,
                at: moment,
                session: SessionNumber(session),
                connection: connection,
                request: request,
                frame: frame,
                sequence: sequence,
                attempt: attempt,
                effect: kind.rawValue.hasPrefix("effect") ? "effect-\(request)" : nil,
                content: content,
                filling: details
            )
        )
    }

    /// A connection is opened on both sides.
    mutating func connects(at time: Int64, session: Int = 1, connection: Int) {
        add(.connectionOpened, at: time, session: session, connection: connection)
        add(.clientConnected, at: time, session: session, connection: connection)
    }

    /// A connection is lost on both sides.
    mutating func loses(at time: Int64, session: Int = 1, connection: Int) {
        add(.clientDisconnected, at: time, session: session, connection: connection) {
            $0.style = .abrupt
        }
        add(.connectionClosed, at: time, session: session, connection: connection) {
            $0.style = .abrupt
            $0.origin = .network
        }
    }

    /// A request is sent and accepted.
    mutating func asks(
        _ request: String,
        at time: Int64,
        session: Int = 1,
        connection: Int,
        sequence: Int
    ) {
        add(
            .clientSent,
            at: time,
            session: session,
            connection: connection,
            request: request,
            frame: .message,
            content: "hello"
        )
        add(
            .frameArrived,
            at: time + 10,
            session: session,
            connection: connection,
            request: request,
            frame: .message,
            content: "hello"
        )
        add(
            .eventAppended,
            at: time + 12,
            session: session,
            request: request,
            sequence: sequence,
            content: "hello"
        )
    }

    /// An attempt yields one token and its outcome is committed.
    mutating func answers(
        _ request: String,
        at time: Int64,
        session: Int = 1,
        connection: Int,
        sequence: Int,
        attempt: Int = 1
    ) {
        add(
            .agentInvoked,
            at: time,
            session: session,
            request: request,
            sequence: sequence,
            attempt: attempt
        ) {
            $0.agent = "helper"
            $0.messages = [AgentMessage(role: "user", text: "hello")]
        }
        add(
            .agentToken,
            at: time + 100,
            session: session,
            request: request,
            sequence: sequence,
            attempt: attempt,
            content: "hi "
        )
        add(
            .tokenSent,
            at: time + 100,
            session: session,
            connection: connection,
            request: request,
            frame: .token,
            content: "hi "
        )
        add(
            .tokenReceived,
            at: time + 130,
            session: session,
            connection: connection,
            request: request,
            frame: .token,
            content: "hi "
        )
        add(
            .agentFinished,
            at: time + 200,
            session: session,
            request: request,
            sequence: sequence,
            attempt: attempt
        )
        add(.checkpointCommitted, at: time + 210, session: session, sequence: sequence) {
            $0.status = "answered"
        }
        add(
            .effectCreated,
            at: time + 210,
            session: session,
            request: request,
            frame: .final,
            sequence: sequence,
            content: "hi "
        )
    }

    /// An effect is claimed and its frame handed over.
    mutating func hands(
        _ request: String,
        at time: Int64,
        session: Int = 1,
        connection: Int,
        sequence: Int,
        claim: Int = 1
    ) {
        add(
            .effectClaimed,
            at: time,
            session: session,
            request: request,
            sequence: sequence,
            attempt: claim
        )
        add(
            .terminalSent,
            at: time + 1,
            session: session,
            connection: connection,
            request: request,
            frame: .final,
            sequence: sequence,
            content: "hi "
        )
    }

    /// The frame reaches its client, whose acknowledgement completes the effect.
    mutating func receives(
        _ request: String,
        at time: Int64,
        session: Int = 1,
        connection: Int,
        sequence: Int,
        claim: Int = 1
    ) {
        add(
            .terminalReceived,
            at: time,
            session: session,
            connection: connection,
            request: request,
            frame: .final,
            content: "hi "
        )
        add(
            .effectCompleted,
            at: time + 20,
            session: session,
            request: request,
            sequence: sequence,
            attempt: claim
        )
    }

    /// A fault strikes a session, or the host if there is none.
    mutating func fault(_ kind: String, at time: Int64, session: Int = 0, note: String? = nil) {
        add(.faultInjected, at: time, session: session) {
            $0.fault = kind
            $0.note = note
        }
    }

    /// Another phase begins.
    mutating func phase(_ phase: Phase, at time: Int64) {
        add(.phaseChanged, at: time, session: 0) { $0.phase = phase }
    }

    /// The history of so many sessions.
    func history(sessions: Int = 1) -> History {
        var header = HistoryHeader(
            scenario: "tale",
            seed: 7,
            observed: FactKind.allCases
        )
        header.fingerprint = "00000000000000ff"
        return History(
            header: header,
            sessions: SessionTable(keys: (1...sessions).map { "user-\($0):helper:main" }),
            facts: facts
        )
    }
}
