import Histories

/// Words facts as the steps of a sequence diagram: client, server, agent, store are C, S, A and D.
struct SequenceSteps {
    private let requests: [String]
    private var lines: [String] = []
    private var sent: [String] = []
    /// Tokens since the last other step: how many arrived, and how many were lost.
    private var tokens = (received: 0, lost: 0, last: Int64(0))

    /// Makes the steps of some requests.
    init(requests: [String]) {
        self.requests = requests
    }

    /// Takes the next fact of the session, or of the run.
    mutating func read(_ fact: Fact) {
        let isOther = !fact.request.isEmpty && !requests.contains(fact.request)
        guard !isOther else { return }
        switch fact.kind {
        case .tokenReceived:
            tokens.received += 1
            tokens.last = fact.time
        case .frameDropped where fact.frame == .token:
            tokens.lost += 1
            tokens.last = fact.time
        default:
            guard let step = step(of: fact) else { return }
            flushTokens()
            lines.append(step)
        }
    }

    /// The steps; what was counted last is among them.
    mutating func finish() -> [String] {
        flushTokens()
        return lines
    }

    private mutating func flushTokens() {
        let time = TimeText.seconds(tokens.last)
        if tokens.received > 0 {
            lines.append("S-->>C: \(time) \(NumberText.count(tokens.received, "token"))")
        }
        if tokens.lost > 0 {
            lines.append("S--xC: \(time) \(NumberText.count(tokens.lost, "token")) lost")
        }
        tokens = (0, 0, 0)
    }

    private mutating func step(of fact: Fact) -> String? {
        if fact.kind == .clientSent, fact.frame == .message {
            let isRepeated = sent.contains(fact.request)
            sent.append(fact.request)
            let again = isRepeated ? " again" : ""
            return Self.line("C->>S:", fact, "\(fact.request)\(again)")
        }
        return Self.clientStep(of: fact) ?? serverStep(of: fact) ?? Self.hostStep(of: fact)
    }

    private static func clientStep(of fact: Fact) -> String? {
        switch fact.kind {
        case .clientConnected: line("C->>S:", fact, "connects")
        case .clientDisconnected: line("Note over C:", fact, "connection lost")
        case .clientSent where fact.frame == .acknowledgement:
            line("C->>S:", fact, "ack of \(fact.request)")
        case .clientSent where fact.frame == .cancel: line("C->>S:", fact, "cancel \(fact.request)")
        case .terminalReceived:
            line("S->>C:", fact, "\(fact.frame?.rawValue ?? "end") of \(fact.request)")
        case .frameDropped where fact.frame?.isTerminal == true:
            line("S-xC:", fact, "\(fact.frame?.rawValue ?? "end") of \(fact.request) lost")
        case .frameDropped where fact.frame != nil:
            line("C-xS:", fact, "\(fact.frame?.rawValue ?? "frame") lost")
        default: nil
        }
    }

    private func serverStep(of fact: Fact) -> String? {
        // Of several requests each step says which one's it is.
        let whose = requests.count > 1 ? " of \(fact.request)" : ""
        let words: (String, String)? =
            switch fact.kind {
            case .eventAppended: ("S->>D:", "event \(fact.sequence)\(whose)")
            case .eventDuplicate: ("D-->>S:", "event \(fact.sequence) is known")
            case .agentInvoked: ("S->>A:", "attempt \(fact.attempt)\(whose)")
            case .agentFinished: ("A-->>S:", "result\(whose)")
            case .agentFailed: ("A--xS:", "attempt \(fact.attempt)\(whose) fails")
            case .agentAbandoned: ("S-xA:", "attempt \(fact.attempt)\(whose) given up")
            case .effectCreated: ("S->>D:", "checkpoint and effect\(whose)")
            case .effectClaimed: ("S->>D:", "claim \(fact.attempt)\(whose)")
            case .effectReleased: ("S->>D:", "effect\(whose) pending again")
            case .effectCompleted: ("S->>D:", "effect\(whose) completed")
            case .effectFailed: ("S->>D:", "effect\(whose) failed")
            default: nil
            }
        return words.map { Self.line($0.0, fact, $0.1) }
    }

    private static func hostStep(of fact: Fact) -> String? {
        switch fact.kind {
        case .faultInjected where !InjectedFault.isWithoutEffect(fact):
            // A crash shows as itself.
            fact.fault == "crash"
                ? nil
                : line(
                    "Note over C,S:",
                    fact,
                    (fact.fault ?? "fault") + (fact.note.map { " (\($0))" } ?? "")
                )
        case .serverCrashed: line("Note over S:", fact, "server \(fact.instance) dies")
        case .serverStarted: line("Note over S:", fact, "server \(fact.instance) starts")
        case .serverStopped: line("Note over S:", fact, "server \(fact.instance) stops")
        case .phaseChanged where fact.phase == .liveness:
            line("Note over C,D:", fact, "everything heals")
        default: nil
        }
    }

    private static func line(_ arrow: String, _ fact: Fact, _ words: String) -> String {
        "\(arrow) \(TimeText.seconds(fact.time)) \(escaped(words))"
    }

    /// The words as Mermaid shows them: what could end a step or mean something is a code.
    private static func escaped(_ words: String) -> String {
        var result = ""
        for scalar in words.unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", " ", "-", "_", ".", "(", ")", ",":
                result.unicodeScalars.append(scalar)
            default: result += "#\(scalar.value);"
            }
        }
        return result
    }
}
