import EventsAndEffects

extension PlantedDefect {
    /// Later messages do not wait for one that failed.
    static let retryToBack = PlantedDefect(
        "retry-to-back",
        "A failed event goes to the back of its queue: later events overtake it during the back-off.",
        expected: ["ordering.processing", "ordering.delivery"],
        parts: { parts in
            parts.processor = { context, runner in
                OvertakingProcessor(context: context, runner: runner)
            }
        }
    )
}

/// A processor that takes a failed event out of its lane, and tries it again when the back-off is
/// over and nothing else of its session is being processed.
private actor OvertakingProcessor: EventProcessing {
    private let context: ServerContext
    private let runner: any EffectRunning
    private var running: [SessionKey: OneShot<Void>] = [:]

    init(context: ServerContext, runner: any EffectRunning) {
        self.context = context
        self.runner = runner
    }

    func process(
        _ request: OpenRequest,
        attempt: Int,
        under ownership: Ownership
    ) async -> ProcessingResult {
        let result = await inTurn(of: request) {
            await processor(for: request, isRetry: false)
                .process(request, attempt: attempt, under: ownership)
        }
        guard case .failed = result,
            context.scope.start({ await self.tryAgain(request, after: attempt) })
        else { return result }
        return .settled
    }

    func giveUp(_ request: OpenRequest, under ownership: Ownership) async -> ProcessingResult {
        await inTurn(of: request) {
            await processor(for: request, isRetry: true).giveUp(request, under: ownership)
        }
    }

    private func tryAgain(_ request: OpenRequest, after failed: Int) async {
        let configuration = context.configuration
        for attempt in failed + 1...configuration.maximumAttempts + 1 {
            let isLast = attempt > configuration.maximumAttempts
            let wait = isLast ? .zero : configuration.retryDelay * (1 << (attempt - 2))
            guard (try? await context.clock.sleep(for: wait)) != nil,
                let ownership = try? await context.leases.begin(request.event.sessionKey)
            else { return }
            let result = await inTurn(of: request) {
                let processor = processor(for: request, isRetry: true)
                return isLast
                    ? await processor.giveUp(request, under: ownership)
                    : await processor.process(request, attempt: attempt, under: ownership)
            }
            await context.leases.end(ownership)
            guard case .failed = result else { return }
        }
    }

    /// Runs `operation` when no other one of the session runs.
    private func inTurn(
        of request: OpenRequest,
        _ operation: () async -> ProcessingResult
    ) async -> ProcessingResult {
        let session = request.event.sessionKey
        while let other = running[session] {
            guard await other.wait() != nil else { return .interrupted }
        }
        let own = OneShot<Void>()
        running[session] = own
        defer {
            running[session] = nil
            own.fulfill(())
        }
        return await operation()
    }

    private func processor(for request: OpenRequest, isRetry: Bool) -> SessionProcessor {
        var context = context
        context.store = ProcessingOrderStore(
            context.store,
            sequence: request.event.sequence,
            isRetry: isRetry
        )
        return SessionProcessor(context: context, runner: runner)
    }
}
