import EventsAndEffects
import Synchronization

extension PlantedDefect {
    /// The session waits for an agent that was given up.
    static let agentIgnoresAbort = PlantedDefect(
        "agent-ignores-abort",
        "An agent that ignores its cancellation wedges its session until it ends of itself.",
        expected: ["lifecycle.quiescence", "isolation.progress"]
    ) { store in
        var parts = ServerParts()
        parts.processor = { context, runner in
            let agents = DeafAgents(context)
            var context = context
            context.agents = agents
            let base = SessionProcessor(context: context, runner: runner)
            return WaitingProcessor(base: base, agents: agents)
        }
        return (parts, store)
    }
}

/// A processor that lets nothing of a session begin before its agent has ended.
private struct WaitingProcessor: EventProcessing {
    let base: SessionProcessor
    let agents: DeafAgents

    func process(
        _ request: OpenRequest,
        attempt: Int,
        under ownership: Ownership
    ) async -> ProcessingResult {
        let result = await base.process(request, attempt: attempt, under: ownership)
        await agents.waitUntilEnded(for: request.event.sessionKey)
        return result
    }

    func giveUp(_ request: OpenRequest, under ownership: Ownership) async -> ProcessingResult {
        await base.giveUp(request, under: ownership)
    }
}

/// Agents that no cancellation reaches.
private final class DeafAgents: AgentDirectory {
    private let context: ServerContext
    private let replies = Mutex<[SessionKey: OneShot<Void>]>([:])

    init(_ context: ServerContext) {
        self.context = context
    }

    func agent(named name: String) -> (any Agent)? {
        context.agents.agent(named: name).map { DeafAgent(base: $0, agents: self) }
    }

    /// Runs a reply on a task of its own, and waits for it as long as the caller is not cancelled.
    func run(
        _ reply: @escaping @Sendable () async throws -> AgentReply,
        for session: SessionKey
    ) async throws -> AgentReply {
        let ended = OneShot<Void>()
        let result = OneShot<Result<AgentReply, any Error>>()
        replies.withLock { $0[session] = ended }
        context.scope.start {
            do { result.fulfill(.success(try await reply())) } catch {
                result.fulfill(.failure(error))
            }
            ended.fulfill(())
        }
        guard let result = await result.wait() else { throw CancellationError() }
        return try result.get()
    }

    func waitUntilEnded(for session: SessionKey) async {
        _ = await replies.withLock { $0[session] }?.wait()
    }
}

private struct DeafAgent: Agent {
    let base: any Agent
    let agents: DeafAgents

    func reply(
        to request: AgentRequest,
        into tokens: any TokenSink
    ) async throws -> AgentReply {
        let base = base
        return try await agents.run(
            { try await base.reply(to: request, into: tokens) },
            for: request.sessionKey
        )
    }
}
