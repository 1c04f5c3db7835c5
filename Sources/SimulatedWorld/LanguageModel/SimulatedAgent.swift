import EventsAndEffects
import Histories
import Scenarios
import SimulationKernel

/// The agents of one life of a server: any name has one, and all of them are the mock model.
final class SimulatedAgents: AgentDirectory, @unchecked Sendable {
    private let model: SimulatedLanguageModel
    private let life: ServerPlace

    init(model: SimulatedLanguageModel, life: ServerPlace) {
        self.model = model
        self.life = life
    }

    func agent(named name: String) -> (any Agent)? {
        SimulatedAgent(name: name, model: model, life: life)
    }
}

/// An agent that replies as the plan says, and reports what it is asked and what it yields.
///
/// Driven on the simulation's one thread, like everything of the world.
final class SimulatedAgent: Agent, @unchecked Sendable {
    private let name: String
    private let model: SimulatedLanguageModel
    private let life: ServerPlace

    init(name: String, model: SimulatedLanguageModel, life: ServerPlace) {
        self.name = name
        self.model = model
        self.life = life
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
        // One handler for the whole reply: its tokens wait without one, which is cheaper, and the
        // end that the server makes shows at once.
        return try await withTaskCancellationHandler {
            try life.incarnation.checkAlive()
            for token in script {
                try await life.incarnation.wait(nanoseconds: token.nanoseconds)
                guard attempt.isRunning else { throw CancellationError() }
                attempt.yielded(token.text)
                try life.incarnation.checkAlive()
                do throws(AttemptEnded) { try tokens.yield(token.text) } catch {
                    attempt.abandoned()
                    throw error
                }
            }
            return try await end(attempt, of: script)
        } onCancel: {
            attempt.abandoned()
        }
    }

    private func end(_ attempt: ObservedAttempt, of script: ReplyScript) async throws -> AgentReply
    {
        do {
            switch script.outcome {
            case .complete:
                attempt.finished()
                return AgentReply(usage: TokenUsage(input: 0, output: script.tokenCount))
            case .empty:
                // A reply without a token is no result: the attempt has failed of itself, though
                // the stream ends in order.
                try await life.incarnation.wait(nanoseconds: script.firstToken.nanoseconds)
                attempt.failed(.empty)
                return AgentReply()
            case .errorBeforeToken:
                try await life.incarnation.wait(nanoseconds: script.firstToken.nanoseconds)
                throw ReplyError.refused
            case .errorMidStream: throw ReplyError.brokeOff
            case .stall:
                try await life.incarnation.park { model.stall($0) } as Void
                throw ReplyError.stallEnded
            }
        } catch let error as ReplyError {
            attempt.failed(error)
            throw error
        }
    }
}
