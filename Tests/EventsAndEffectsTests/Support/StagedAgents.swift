import EventsAndEffects

/// How an agent goes about one attempt.
enum AgentScript: Sendable {
    /// Yields these tokens, one after each interval.
    case says([String], every: Duration = .milliseconds(10))
    /// Yields these tokens and then fails.
    case fails(after: [String] = [])
    /// Yields nothing until it is cancelled.
    case hangs
    /// Yields nothing for so long, whatever the server wants, and then these tokens.
    case ignoresCancellation(for: Duration, then: [String])
    /// Yields a token, and then nothing for so long, whatever the server wants.
    case saysAndIgnoresCancellation(String, for: Duration)
}

/// The agents of a stage: every name but `nobody` has the same one, which plays the scripts in order
/// and otherwise repeats the question in two tokens.
final class StagedAgents: AgentDirectory, Agent, @unchecked Sendable {
    private let clock: StagedClock
    /// What the next attempts do.
    var scripts: [AgentScript] = []
    /// What was asked, in order.
    private(set) var requests: [AgentRequest] = []
    /// When it was asked, in milliseconds.
    private(set) var instants: [Int64] = []
    /// How many attempts run.
    private(set) var running = 0
    /// How many attempts ran at once at most.
    private(set) var mostRunning = 0
    /// How often a token was turned away.
    private(set) var refusals = 0

    init(clock: StagedClock) {
        self.clock = clock
    }

    /// What was asked, as `request/attempt`.
    var asked: [String] { requests.map { "\($0.requestID)/\($0.attempt)" } }

    func agent(named name: String) -> (any Agent)? { name == "nobody" ? nil : self }

    func reply(to request: AgentRequest, into tokens: any TokenSink) async throws -> AgentReply {
        requests.append(request)
        instants.append(clock.monotonicNow.nanoseconds / 1_000_000)
        running += 1
        mostRunning = max(mostRunning, running)
        defer { running -= 1 }
        let question = request.messages.last?.text ?? ""
        let script = scripts.isEmpty ? .says(["Re: ", question]) : scripts.removeFirst()
        switch script {
        case .says(let texts, let interval):
            for text in texts {
                try await clock.sleep(for: interval)
                try yield(text, into: tokens)
            }
        case .fails(let texts):
            for text in texts {
                try await clock.sleep(for: .milliseconds(10))
                try yield(text, into: tokens)
            }
            throw AgentFailure()
        case .hangs:
            try await clock.sleep(for: .seconds(86_400))
        case .ignoresCancellation(let time, let texts):
            try await clock.wait(time)
            for text in texts { try yield(text, into: tokens) }
        case .saysAndIgnoresCancellation(let text, let time):
            try yield(text, into: tokens)
            try await clock.wait(time)
        }
        return AgentReply(usage: TokenUsage(input: 1, output: 2))
    }

    private func yield(_ text: String, into tokens: any TokenSink) throws {
        do { try tokens.yield(text) } catch {
            refusals += 1
            throw error
        }
    }
}

/// The agent cannot answer.
struct AgentFailure: Error {}
