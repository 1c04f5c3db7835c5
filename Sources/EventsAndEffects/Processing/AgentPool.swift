import Synchronization

/// Runs attempts on tasks that the server owns, so that an agent that ignores its cancellation can
/// be left behind: its session goes on, and what it still yields is turned away.
///
/// What a processor of one's own streams with; one pool serves all attempts of a server, so that it
/// knows how many agents were left behind.
public struct AgentPool: Sendable {
    private let context: ServerContext
    private let abandoned = Count()

    /// Makes a pool that has left no agent behind.
    public init(context: ServerContext) {
        self.context = context
    }

    /// Runs one attempt to its end: the agent's, the client's cancel, the timeout, or the server's.
    ///
    /// Live tokens go to the session's connections meanwhile; nothing is committed.
    public func attempt(
        _ request: OpenRequest,
        number: Int,
        after conversation: Conversation,
        under ownership: Ownership
    ) async -> AttemptEnding {
        let event = request.event
        guard let agent = context.agents.agent(named: event.sessionKey.agent) else {
            return .failed("there is no agent named '\(event.sessionKey.agent)'")
        }
        guard abandoned.value < context.configuration.abandonedAgentLimit else {
            return .failed("\(abandoned.value) agents ignore their cancellation")
        }
        let question = AgentRequest(
            sessionKey: event.sessionKey,
            sequence: event.sequence,
            requestID: event.message.requestID,
            attempt: number,
            messages: conversation.messages(asking: event.message.content)
        )
        let attempt = AgentAttempt(event: event, ownership: ownership, context: context)
        return await request.interruptible(by: { attempt.end(.interrupted($0)) }) {
            if request.isCancelled { return .interrupted(.cancelled) }
            if request.isStopped { return .interrupted(.stopping) }
            let ending = await ownership.whileCurrent(orElse: { attempt.end(.disowned) }) {
                guard context.scope.start({ await drive(agent, asking: question, for: attempt) })
                else { return AttemptEnding.interrupted(.stopping) }
                return await attempt.settled.wait() ?? .interrupted(.stopping)
            }
            return ending ?? .disowned
        }
    }

    /// Asks the agent on a task of its own, and cancels that task when the attempt has ended.
    ///
    /// The attempt is settled only then, so that no two agents are at work for one session. An agent is
    /// not asked if the lease has run out before its task has begun: the process may have stalled.
    private func drive(
        _ agent: any Agent,
        asking question: AgentRequest,
        for attempt: AgentAttempt
    ) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                guard attempt.isCurrent else { return attempt.end(.disowned) }
                do {
                    attempt.finish(try await agent.reply(to: question, into: attempt))
                } catch {
                    attempt.end(.failed("\(error)"))
                }
            }
            let ending = await attempt.ending.wait(
                upTo: context.configuration.agentTimeout,
                otherwise: .failed("the agent timed out"),
                clock: context.clock
            )
            attempt.close()
            group.cancelAll()
            attempt.settled.fulfill(ending ?? .interrupted(.stopping))
            abandoned.add(1)
            await group.waitForAll()
            abandoned.add(-1)
        }
    }
}

/// A number that several tasks change.
private final class Count: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func add(_ difference: Int) {
        count.withLock { $0 += difference }
    }
}
