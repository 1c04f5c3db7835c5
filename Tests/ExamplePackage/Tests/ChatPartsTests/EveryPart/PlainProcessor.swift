import EventsAndEffects

/// Makes an outcome of each event, and commits it with the effect that delivers it.
struct PlainProcessor: EventProcessing {
    private let context: ServerContext
    private let runner: any EffectRunning
    private let agents: AgentPool

    init(context: ServerContext, runner: any EffectRunning) {
        self.context = context
        self.runner = runner
        agents = AgentPool(context: context)
    }

    func process(
        _ request: OpenRequest,
        attempt: Int,
        under ownership: Ownership
    ) async -> ProcessingResult {
        await orInterrupted {
            let event = request.event
            let past = try await context.retrier.run {
                try await context.store.conversation(of: event.sessionKey)
            }
            guard event.sequence > past.sequence else {
                await runner.pollForSession(event.sessionKey)
                return .settled
            }
            guard event.sequence == past.sequence + 1 else { return .missing(past.sequence + 1) }
            if let answer = request.answer {
                return try await commit(.answered(answer), of: request, under: ownership)
            }
            let ending = await agents.attempt(
                request,
                number: attempt,
                after: past,
                under: ownership
            )
            switch ending {
            case .failed(let reason): return .failed(reason)
            case .interrupted(.stopping): return .interrupted
            case .disowned: return .disowned
            case .answered(let answer):
                request.keep(answer)
                return try await commit(ending, of: request, under: ownership)
            case .interrupted(.cancelled):
                return try await commit(ending, of: request, under: ownership)
            }
        }
    }

    func giveUp(_ request: OpenRequest, under ownership: Ownership) async -> ProcessingResult {
        await orInterrupted {
            try await commit(.failed("no attempt is left"), of: request, under: ownership)
        }
    }

    private func orInterrupted(
        _ body: () async throws -> ProcessingResult
    ) async -> ProcessingResult {
        do { return try await body() } catch {
            return error is StoreError ? .disowned : .interrupted
        }
    }

    private func commit(
        _ ending: AttemptEnding,
        of request: OpenRequest,
        under ownership: Ownership
    ) async throws -> ProcessingResult {
        let id = context.identifiers.next()
        _ = try await context.retrier.run {
            // Up to the very call that commits, a cancel wins.
            let last = request.isCancelled ? .interrupted(.cancelled) : ending
            return try await context.store.commit(
                work(last, on: request.event, effectID: id),
                under: ownership.lease
            )
        }
        ownership.effectCommitted(request.event.sequence)
        await runner.pollForSession(request.event.sessionKey)
        return .settled
    }

    private func work(_ ending: AttemptEnding, on event: Event, effectID: String) -> UnitOfWork {
        let (outcome, body): (Outcome, TerminalFrame.Body) =
            switch ending {
            case .answered(let answer):
                (
                    .answered(answer.message),
                    .final(
                        message: answer.message,
                        latency: Int64(answer.latency / .milliseconds(1)),
                        usage: answer.usage
                    )
                )
            case .failed, .disowned: (.failed, .error(message: "Try again.", retryable: true))
            case .interrupted: (.cancelled, .cancelled)
            }
        let frame = TerminalFrame(requestID: event.message.requestID, body: body)
        let effect = EffectDraft(
            id: effectID,
            checkpointID: event.checkpointID,
            ordinal: 1,
            frame: frame
        )
        return UnitOfWork(
            sessionKey: event.sessionKey,
            sequence: event.sequence,
            turn: Turn(question: event.message.content, outcome: outcome),
            effects: [effect],
            createdAt: context.clock.wallNow
        )
    }
}
