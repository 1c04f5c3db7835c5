import EventsAndEffects
import Histories
import Scenarios
import SimulationKernel

/// The agents of one life of a server: any name has one, and all of them are the mock model.
final class SimulatedAgents: AgentDirectory, @unchecked Sendable {
    let model: SimulatedLanguageModel
    let life: ServerPlace
    /// How many attempts run that ignore their cancellation: they may outlive a graceful stop.
    fileprivate(set) var unheedingCount = 0

    init(model: SimulatedLanguageModel, life: ServerPlace) {
        self.model = model
        self.life = life
    }

    func agent(named name: String) -> (any Agent)? {
        SimulatedAgent(name: name, among: self)
    }
}

/// An agent that replies as the plan says, and reports what it is asked and what it yields.
///
/// When the server cancels it, it stops at once if it waits for long, else when its next token is
/// due; an attempt that ignores its cancellation goes on to its end, and what it yields then is
/// reported as refused.
///
/// Driven on the simulation's one thread, like everything of the world.
final class SimulatedAgent: Agent, @unchecked Sendable {
    /// A longer wait heeds cancellation while it lasts, which is dearer than to look after it.
    private static let shortWait: Int64 = 1_000_000_000

    private let name: String
    private let agents: SimulatedAgents
    private var model: SimulatedLanguageModel { agents.model }
    private var life: ServerPlace { agents.life }

    init(name: String, among agents: SimulatedAgents) {
        self.name = name
        self.agents = agents
    }

    func reply(to request: AgentRequest, into tokens: any TokenSink) async throws -> AgentReply {
        try life.incarnation.checkAlive()
        let session = model.observer.sessions.intern(request.sessionKey)
        let (number, script) = model.script(session: session, sequence: request.sequence)
        let attempt = ObservedAttempt(
            observer: model.observer,
            life: life,
            session: session,
            request: request,
            number: number
        )
        attempt.invoked(agent: name)
        if script.ignoresCancellation { agents.unheedingCount += 1 }
        defer { if script.ignoresCancellation { agents.unheedingCount -= 1 } }
        // One handler for the whole reply: its tokens wait without one, which is cheaper, and the
        // end that the server makes shows at once.
        return try await withTaskCancellationHandler {
            try life.incarnation.checkAlive()
            let echo = Echo(of: request.messages.last?.text ?? "")
            let isHesitant = attempt.session.beginsWithNothing && script.tokenCount > 1
            for (index, token) in script.enumerated() {
                try await pause(token.nanoseconds, attempt, script)
                let text =
                    index == 0 && isHesitant ? "" : echo.extend(token.text, number: index + 1)
                if !attempt.isRunning {
                    guard script.ignoresCancellation else { throw CancellationError() }
                    yieldLate(text, into: tokens, attempt)
                    continue
                }
                attempt.yielded(text)
                try life.incarnation.checkAlive()
                do throws(AttemptEnded) { try tokens.yield(text) } catch {
                    attempt.abandoned()
                    if !script.ignoresCancellation { throw error }
                }
            }
            return try await end(attempt, of: script)
        } onCancel: {
            attempt.abandoned()
        }
    }

    /// Lets one of the attempt's delays pass.
    @inline(__always)
    private func pause(
        _ nanoseconds: Int64,
        _ attempt: ObservedAttempt,
        _ script: ReplyScript
    ) async throws {
        let delay = model.delay(nanoseconds, of: attempt.session)
        if delay <= Self.shortWait || script.ignoresCancellation {
            try await life.incarnation.wait(nanoseconds: delay)
        } else {
            try await life.incarnation.sleep(nanoseconds: delay)
        }
    }

    /// Yields a token after the attempt's end: it is a fact if the server turns it away, and shows
    /// where it arrives if not.
    private func yieldLate(
        _ token: String,
        into tokens: any TokenSink,
        _ attempt: ObservedAttempt
    ) {
        do throws(AttemptEnded) { try tokens.yield(token) } catch { attempt.refused(token) }
    }

    private func end(_ attempt: ObservedAttempt, of script: ReplyScript) async throws -> AgentReply
    {
        do {
            switch script.outcome {
            case .complete:
                let usage =
                    attempt.session.countsTokens
                    ? TokenUsage(input: attempt.inputTokens, output: script.tokenCount) : nil
                attempt.finished(usage)
                return AgentReply(usage: usage)
            case .empty:
                // A reply without a token is no result: the attempt has failed of itself, though
                // the stream ends in order.
                try await pause(script.firstToken.nanoseconds, attempt, script)
                attempt.failed(.empty)
                return AgentReply()
            case .errorBeforeToken:
                try await pause(script.firstToken.nanoseconds, attempt, script)
                throw ReplyError.refused
            case .errorMidStream: throw ReplyError.brokeOff
            case .stall:
                try await stall(script)
                throw ReplyError.stallEnded
            }
        } catch let error as ReplyError {
            attempt.failed(error)
            throw attempt.session.failsAsCancelled ? CancellationError() : error
        }
    }

    private func stall(_ script: ReplyScript) async throws {
        if script.ignoresCancellation {
            try await life.incarnation.hold { model.stall($0) } as Void
        } else {
            try await life.incarnation.park { model.stall($0) } as Void
        }
    }
}

/// Providers differ: the session's number decides which way its model has; nothing is drawn.
extension SessionNumber {
    /// Whether its model counts tokens.
    fileprivate var countsTokens: Bool { index % 5 != 4 }
    /// Whether its model fails as if somebody had cancelled it.
    fileprivate var failsAsCancelled: Bool { index % 5 == 3 }
    /// Whether its model's first token has no text, where others follow: it says that it has begun.
    fileprivate var beginsWithNothing: Bool { index % 5 == 2 }
}
