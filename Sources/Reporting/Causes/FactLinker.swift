import Histories

/// Knows the last fact of each sort that later ones may be due to.
struct FactLinker {
    /// By what a fact is found again.
    struct Key: Hashable {
        let kind: FactKind
        var session = SessionNumber.none
        var connection = 0
        var number = 0
        var request = ""
        var frame: FrameKind?
        var text: String?
    }

    private var last: [Key: Int] = [:]

    /// The position of the last fact of a sort; nil if there was none.
    subscript(_ key: Key) -> Int? { last[key] }

    /// The last fact of a kind in a session.
    func last(_ kind: FactKind, in session: SessionNumber) -> Int? {
        self[Key(kind: kind, session: session)]
    }

    /// The last fact of a kind that concerns a request of a session.
    func last(_ kind: FactKind, of fact: Fact, frame: FrameKind? = nil) -> Int? {
        self[Key(kind: kind, session: fact.session, request: fact.request, frame: frame)]
    }

    /// The last fact of a kind on a connection.
    func last(_ kind: FactKind, on connection: Int) -> Int? {
        self[Key(kind: kind, connection: connection)]
    }

    /// The last fact of a kind on a server.
    func last(_ kind: FactKind, at instance: Int) -> Int? {
        self[Key(kind: kind, number: instance)]
    }

    /// The latest of some facts.
    func latest(_ positions: Int?...) -> Int? { positions.compactMap(\.self).max() }

    /// Remembers a fact for those that are due to it.
    mutating func remember(_ fact: Fact, at position: Int) {
        for key in keys(of: fact) { last[key] = position }
    }

    /// Under which keys a fact is found again.
    private func keys(of fact: Fact) -> [Key] {
        let (kind, session) = (fact.kind, fact.session)
        let ofRequest = Key(kind: kind, session: session, request: fact.request)
        let inSession = Key(kind: kind, session: session)
        let onConnection = Key(kind: kind, connection: fact.connection)
        let atInstance = Key(kind: kind, number: fact.instance)
        return switch kind {
        case .clientSent, .frameArrived:
            [ofFrame(fact), onConnection] + (fact.frame.map { [ofRequest.of($0)] } ?? [])
        case .tokenSent, .terminalSent, .errorSent: [ofFrame(fact), ofRequest]
        case .agentToken: [ofRequest.saying(fact.content), ofRequest]
        case .connectionOpened, .clientConnected, .connectionClosed, .clientDisconnected:
            [onConnection, inSession]
        case .sendBlocked: [onConnection]
        case .terminalReceived: [ofRequest, inSession]
        case .storeCalled: [Key(kind: kind, number: fact.call)]
        case .eventAppended, .effectCreated, .effectClaimed, .effectReleased,
            .agentInvoked, .agentFinished, .agentFailed, .agentAbandoned:
            [ofRequest, inSession]
        case .checkpointCommitted, .checkpointLoaded, .leaseTaken: [inSession]
        case .serverStarted, .serverCrashed, .serverStopped: [atInstance, Key(kind: kind)]
        case .faultInjected:
            [inSession, atInstance, inSession.saying(fact.fault), Key(kind: kind)]
        case .phaseChanged: [Key(kind: kind)]
        default: []
        }
    }

    /// The key of one frame on its way.
    func ofFrame(_ fact: Fact, as kind: FactKind? = nil) -> Key {
        Key(
            kind: kind ?? fact.kind,
            connection: fact.connection,
            request: fact.request,
            frame: fact.frame,
            text: fact.frame == .token ? fact.content : nil
        )
    }
}

extension FactLinker.Key {
    /// The key with a kind of frame.
    fileprivate func of(_ frame: FrameKind) -> Self {
        var key = self
        key.frame = frame
        return key
    }

    /// The key with a text.
    func saying(_ text: String?) -> Self {
        var key = self
        key.text = text
        return key
    }
}
