import EventsAndEffects

extension PlantedDefect {
    /// Who was there when the reply began has, it is thought, got its end.
    static let completedBecauseSocketExisted = PlantedDefect(
        "completed-because-socket-existed",
        "An effect is stored as completed because a socket existed when the stream began, though it "
            + "died in mid-stream.",
        expected: ["durability.responses"],
        parts: { parts in
            parts.processor = { context, runner in
                StreamingProcessor(context: context, runner: runner)
            }
        }
    )
}

/// A processor that sends the final frame to those who were connected when the attempt began, as the
/// end of their stream, and completes the effect.
private struct StreamingProcessor: EventProcessing {
    private let context: ServerContext
    private let runner: any EffectRunning
    private let base: SessionProcessor

    init(context: ServerContext, runner: any EffectRunning) {
        self.context = context
        self.runner = runner
        base = SessionProcessor(context: context, runner: UnwokenRunner(runner))
    }

    func process(
        _ request: OpenRequest,
        attempt: Int,
        under ownership: Ownership
    ) async -> ProcessingResult {
        let audience = context.registry.connections(of: request.event.sessionKey)
        let result = await base.process(request, attempt: attempt, under: ownership)
        guard result == .settled else { return result }
        if !audience.isEmpty {
            do { try await finish(request.event, for: audience, under: ownership) } catch {
                return .settled
            }
        }
        await runner.pollForSession(request.event.sessionKey)
        return .settled
    }

    func giveUp(_ request: OpenRequest, under ownership: Ownership) async -> ProcessingResult {
        let result = await base.giveUp(request, under: ownership)
        await runner.pollForSession(request.event.sessionKey)
        return result
    }

    /// Sends the end of the stream, if it is this event's turn.
    private func finish(
        _ event: Event,
        for audience: [Connection],
        under ownership: Ownership
    ) async throws {
        let store = context.store
        let clock = context.clock
        let lease = ownership.lease
        do {
            guard
                case .claimed(let effect) = try await store.claimNext(
                    under: lease,
                    at: clock.wallNow
                )
            else { return }
            guard effect.sequence == event.sequence else {
                return try await context.retrier.run {
                    try await store.release(effect.id, under: lease, at: clock.wallNow)
                }
            }
            for connection in audience {
                connection.send(.terminal(effect.frame), answering: effect.sequence)
            }
            try await context.retrier.run {
                try await store.complete(effect.id, under: lease, at: clock.wallNow)
            }
            ownership.effectSettled(effect.sequence)
        } catch StoreError.unavailable {
            try await context.retrier.run {
                try await store.releaseExecuting(under: lease, at: clock.wallNow)
            }
        }
    }
}
