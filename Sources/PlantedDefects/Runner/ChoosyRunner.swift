import EventsAndEffects

/// A runner with a periodic poll of its own, which may leave sessions out: a faulty one says which.
class ChoosyRunner: RunnerDecorator, @unchecked Sendable {
    let context: ServerContext

    init(_ context: ServerContext) {
        self.context = context
        super.init(EffectRunner(context: context))
    }

    /// Whether the periodic poll looks for what waits for a session.
    func isPolled(_ session: SessionKey) -> Bool { true }

    override func run() async {
        repeat {
            let sessions = context.registry.sessions.filter(isPolled)
            let waiting = try? await context.store.sessionsWithPending(
                among: sessions,
                limit: context.configuration.effectBatch
            )
            for session in waiting ?? [] { await pollForSession(session) }
        } while (try? await context.clock.sleep(for: context.configuration.effectPollInterval))
            != nil
    }
}
