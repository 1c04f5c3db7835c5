import Logging

/// Turns one event into its outcome: load the checkpoint, run the agent, commit (FR-011).
public protocol EventProcessing: Sendable {
    /// Makes one attempt at an event; `attempt` is 1 for the first.
    ///
    /// What it commits, it commits under the lease of `ownership`, and tells `ownership` and the
    /// runner of it. An event that has its checkpoint already is settled without asking any agent.
    func process(
        _ request: OpenRequest,
        attempt: Int,
        under ownership: Ownership
    ) async -> ProcessingResult

    /// Commits that every attempt has failed, so that the client is told.
    func giveUp(_ request: OpenRequest, under ownership: Ownership) async -> ProcessingResult
}

/// What became of an attempt at an event.
public enum ProcessingResult: Hashable, Sendable {
    /// The event's outcome is committed, now or before.
    case settled
    /// An event before this one is not processed: the one with this seq.
    case missing(Int)
    /// The attempt failed, with the reason for the log; nothing is committed.
    case failed(String)
    /// The session is another server's by now.
    case disowned
    /// The server stops, or dies; nothing is committed.
    case interrupted
}

/// The processor: the only place where events become effects.
public struct SessionProcessor: EventProcessing {
    private let context: ServerContext
    private let runner: any EffectRunning
    private let agents: AgentPool

    /// Makes a processor that tells `runner` of what it has committed.
    public init(context: ServerContext, runner: any EffectRunning) {
        self.context = context
        self.runner = runner
        agents = AgentPool(context: context)
    }

    /// Loads the checkpoint, runs the agent and commits what came of it.
    public func process(
        _ request: OpenRequest,
        attempt: Int,
        under ownership: Ownership
    ) async -> ProcessingResult {
        let event = request.event
        do {
            let conversation = try await context.retrier.run {
                try await context.store.conversation(of: event.sessionKey)
            }
            guard event.sequence > conversation.sequence else {
                // Another server may have processed it, whose runner does not see the client.
                await runner.pollForSession(event.sessionKey)
                return .settled
            }
            guard event.sequence == conversation.sequence + 1 else {
                return .missing(conversation.sequence + 1)
            }
            if request.isCancelled {
                return try await commit(nil, of: request, under: ownership)
            }
            if let answer = request.answer {
                return try await commit(.answered(answer), of: request, under: ownership)
            }
            let ending = await agents.attempt(
                request,
                number: attempt,
                after: conversation,
                under: ownership
            )
            switch ending {
            case .answered(let answer):
                request.keep(answer)
                return try await commit(.answered(answer), of: request, under: ownership)
            case .interrupted(.cancelled):
                return try await commit(nil, of: request, under: ownership)
            case .failed(let reason): return .failed(reason)
            case .interrupted(.stopping): return .interrupted
            case .disowned: return .disowned
            }
        } catch {
            return result(of: error)
        }
    }

    /// Commits that every attempt has failed.
    public func giveUp(
        _ request: OpenRequest,
        under ownership: Ownership
    ) async -> ProcessingResult {
        do { return try await commit(.failed, of: request, under: ownership) } catch {
            return result(of: error)
        }
    }

    /// What an attempt came to, if it was not cancelled.
    private enum Finding {
        case answered(AgentAnswer)
        case failed
    }

    /// Commits checkpoint and effect in one transaction, as often as it takes (FR-015).
    ///
    /// A cancel that comes before the committing call wins over the finding.
    private func commit(
        _ finding: Finding?,
        of request: OpenRequest,
        under ownership: Ownership
    ) async throws -> ProcessingResult {
        let effectID = context.identifiers.next()
        _ = try await context.retrier.run {
            let finding = request.isCancelled ? nil : finding
            return try await context.store.commit(
                work(finding, on: request.event, effectID: effectID),
                under: ownership.lease
            )
        }
        ownership.effectCommitted(request.event.sequence)
        await runner.pollForSession(request.event.sessionKey)
        return .settled
    }

    private func work(_ finding: Finding?, on event: Event, effectID: String) -> UnitOfWork {
        let outcome: Outcome
        let body: TerminalFrame.Body
        switch finding {
        case .answered(let answer):
            outcome = .answered(answer.message)
            body = .final(
                message: answer.message,
                latency: answer.latency.milliseconds,
                usage: answer.usage
            )
        case .failed:
            outcome = .failed
            body = .error(message: "The agent could not answer this message.", retryable: true)
        case nil:
            outcome = .cancelled
            body = .cancelled
        }
        let frame = TerminalFrame(requestID: event.message.requestID, body: body)
        return UnitOfWork(
            sessionKey: event.sessionKey,
            sequence: event.sequence,
            turn: Turn(question: event.message.content, outcome: outcome),
            effects: [
                EffectDraft(
                    id: effectID,
                    checkpointID: event.checkpointID,
                    ordinal: 1,
                    frame: frame
                )
            ],
            createdAt: context.clock.wallNow
        )
    }

    private func result(of error: any Error) -> ProcessingResult {
        guard let error = error as? StoreError else { return .interrupted }
        guard case .corrupt = error else { return .disowned }
        context.logger.error("the session is unreadable", metadata: ["error": "\(error)"])
        return .failed(error.description)
    }
}
