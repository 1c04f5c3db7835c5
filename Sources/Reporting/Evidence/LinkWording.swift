import Histories

/// Words the facts that belong into a causal chain; the others have no words.
struct LinkWording {
    private let session: SessionNumber
    private let requests: [String]
    private let owners: [SessionNumber]
    private var wasConnected = false
    private var faultTime: Int64?
    private var sentRequests: [String] = []

    /// Makes a wording.
    ///
    /// - Parameters:
    ///   - session: the session whose connections and faults belong into the chain.
    ///   - requests: the requests in question.
    ///   - owners: the sessions that these requests belong to; where one session's answer reaches
    ///     another, they are not the same.
    init(session: SessionNumber, requests: [String], owners: [SessionNumber]) {
        self.session = session
        self.requests = requests
        self.owners = owners
    }

    /// What a fact says in a chain, and how telling it is; nil if it does not belong there.
    mutating func words(for fact: Fact) -> (String, LinkWeight)? {
        if fact.session.isNone { return hostWords(for: fact) }
        let isOwn = session.isNone || fact.session == session
        if isOwn, let words = connectionWords(for: fact) { return words }
        guard isOwn || owners.contains(fact.session), !fact.request.isEmpty,
            requests.contains(fact.request)
        else { return nil }
        if let words = sendingWords(for: fact) { return words }
        return Self.requestWords(for: fact).map { ($0, .central) }
    }

    private func hostWords(for fact: Fact) -> (String, LinkWeight)? {
        switch fact.kind {
        case .faultInjected where !InjectedFault.isWithoutEffect(fact):
            // A crash shows as itself.
            fact.fault == "crash" ? nil : (fact.fault ?? "fault", .fault)
        case .serverCrashed: ("crash of \(Self.server(fact))", .fault)
        case .serverStarted where fact.incarnation > 1:
            ("\(Self.server(fact)) started again", .surrounding)
        case .serverStopped: ("\(Self.server(fact)) stopped", .fault)
        case .phaseChanged where fact.phase == .liveness: ("faults healed", .surrounding)
        case .phaseChanged where fact.phase == .stopped: ("graceful stop", .surrounding)
        default: nil
        }
    }

    private mutating func connectionWords(for fact: Fact) -> (String, LinkWeight)? {
        switch fact.kind {
        case .faultInjected where !InjectedFault.isWithoutEffect(fact):
            faultTime = fact.time
            let style = fact.note.map { " (\($0))" } ?? ""
            return ((fact.fault ?? "fault") + style, .fault)
        case .clientConnected:
            defer { wasConnected = true }
            return wasConnected ? ("reconnect", .surrounding) : nil
        case .clientDisconnected where fact.time != faultTime:
            return ("connection lost", .surrounding)
        default: return nil
        }
    }

    /// The first sending of a request is one of its steps; those after it are not.
    private mutating func sendingWords(for fact: Fact) -> (String, LinkWeight)? {
        switch fact.kind {
        case .clientSent where fact.frame == .message:
            guard !sentRequests.contains(fact.request) else {
                return ("\(fact.request) sent again", .surrounding)
            }
            sentRequests.append(fact.request)
            return ("\(fact.request) sent", .central)
        case .eventDuplicate:
            return ("\(fact.request) recognised as a repetition", .surrounding)
        default: return nil
        }
    }

    private static func requestWords(for fact: Fact) -> String? {
        let request = fact.request
        return switch fact.kind {
        case .clientSent where fact.frame == .cancel: "cancel of \(request) sent"
        case .eventAppended: "\(request) accepted"
        case .agentInvoked: "attempt \(fact.attempt) at \(request)"
        case .agentFailed: "attempt \(fact.attempt) at \(request) failed"
        case .agentAbandoned: "attempt \(fact.attempt) at \(request) given up"
        case .effectCreated: "response to \(request) committed"
        case .effectClaimed: "response to \(request) claimed (\(fact.attempt))"
        case .effectReleased: "response to \(request) released"
        case .effectCompleted: "response to \(request) completed"
        case .effectFailed: "response to \(request) failed"
        case .terminalSent: "response to \(request) handed over"
        case .terminalReceived: "response to \(request) received"
        default: nil
        }
    }

    private static func server(_ fact: Fact) -> String { "server \(fact.instance)" }
}
