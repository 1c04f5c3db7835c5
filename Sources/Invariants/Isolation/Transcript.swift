package import Histories

/// What the client of one session saw in a run, timing aside.
///
/// For each request the kind and the text of its terminal frame. The tokens belong to it only where
/// they cannot depend on timing: where one connection was open from beginning to end, none of its
/// sends had to wait for room, and the model was asked once and gave the answer.
package struct Transcript {
    /// A terminal frame.
    package struct Answer: Hashable {
        let kind: FrameKind
        let text: String
    }

    /// What came of one request.
    package struct Entry {
        /// The client's message; nil for a request that this client never sent.
        package private(set) var sent: Fact?
        /// Its terminal frames, each once, in order.
        package private(set) var answers: [Answer] = []
        /// The first of them.
        package private(set) var answered: Fact?
        /// Whether the first came only after everything was healed.
        package private(set) var isLate = false
        private(set) var tokens: [String] = []
        private(set) var attempts = 0

        mutating func take(_ fact: Fact, isLate: Bool) {
            switch fact.kind {
            case .clientSent: sent = sent ?? fact
            case .agentInvoked: attempts += 1
            case .tokenReceived: tokens.append(fact.content ?? "")
            default:
                let answer = Answer(kind: fact.frame ?? .invalid, text: fact.content ?? "")
                if !answers.contains(answer) { answers.append(answer) }
                if answered == nil { self.isLate = isLate }
                answered = answered ?? fact
            }
        }
    }

    /// What came of each request.
    package private(set) var entries: [String: Entry] = [:]
    /// The requests, in the order in which they first showed.
    package private(set) var requests: [String] = []
    private var connections = 0
    private var hasWaited = false

    /// Reads the transcript of a session from a run's facts.
    package init(of session: SessionNumber, in history: History) {
        var isLate = false
        var badFrames: Set<String> = ["", Self.unnamed]
        for fact in history.facts {
            if fact.kind == .phaseChanged, fact.phase == .liveness { isLate = true }
            guard fact.session == session else { continue }
            switch fact.kind {
            case .clientConnected: connections += 1
            case .sendBlocked: hasWaited = true
            case .clientSent where fact.frame == .message: take(fact, isLate)
            case .clientSent where fact.frame != .cancel && fact.frame != .acknowledgement:
                badFrames.insert(fact.request)
            case .agentInvoked, .tokenReceived, .terminalReceived:
                if !badFrames.contains(fact.request) { take(fact, isLate) }
            default: break
            }
        }
    }

    /// The tokens of a request, if they cannot depend on timing.
    package func tokens(of request: String) -> [String]? {
        guard let entry = entries[request], connections == 1, !hasWaited, entry.attempts == 1,
            !entry.isLate, entry.answers.map(\.kind) == [.final]
        else { return nil }
        return entry.tokens
    }

    /// The name that the protocol gives to the request of a frame that cannot be read.
    private static let unnamed = "invalid-frame"

    private mutating func take(_ fact: Fact, _ isLate: Bool) {
        if entries[fact.request] == nil { requests.append(fact.request) }
        entries[fact.request, default: Entry()].take(fact, isLate: isLate)
    }
}
