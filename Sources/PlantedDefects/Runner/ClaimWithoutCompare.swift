import EventsAndEffects
import Synchronization

extension PlantedDefect {
    /// Poll and reconnect poll take the same effect.
    static let claimWithoutCompare = PlantedDefect(
        "claim-without-compare",
        "A poll and a reconnect poll take the same effect: the claim does not compare.",
        expected: ["deduplication.execution", "deduplication.delivery"]
    ) { store in
        var parts = ServerParts()
        parts.runner = { RacingRunner(context: $0) }
        return (parts, ClaimWithoutCompareStore(store))
    }
}

/// A store whose claim reads the oldest undelivered effect and takes it, whether or not somebody
/// else has taken it in between.
private final class ClaimWithoutCompareStore: StoreDecorator, @unchecked Sendable {
    private let lastClaims = Mutex<[SessionKey: Effect]>([:])

    override func claimNext(under lease: Lease, at now: WallInstant) async throws -> ClaimAnswer {
        switch try await super.claimNext(under: lease, at: now) {
        case .claimed(let effect):
            lastClaims.withLock { $0[lease.sessionKey] = effect }
            return .claimed(effect)
        case .busy:
            return lastClaims.withLock { $0[lease.sessionKey] }.map { .claimed($0) } ?? .busy
        case .nothing: return .nothing
        }
    }
}

/// A runner that starts a delivery for every poll, and relies on the claim to keep them apart.
private actor RacingRunner: EffectRunning {
    private let context: ServerContext
    private var waiting: [SessionKey: [DeliveryAttempt]] = [:]

    init(context: ServerContext) {
        self.context = context
    }

    func run() async {
        repeat {
            let connected = context.registry.sessions
            let pending = try? await context.store.sessionsWithPending(
                among: connected,
                limit: context.configuration.effectBatch
            )
            for session in pending ?? [] { pollForSession(session) }
        } while (try? await context.clock.sleep(for: context.configuration.effectPollInterval))
            != nil
    }

    func pollForSession(_ session: SessionKey) {
        context.scope.start { await self.deliver(to: session) }
    }

    func acknowledge(_ requestID: String, of session: SessionKey) {
        for attempt in waiting[session] ?? [] where attempt.effect.frame.requestID == requestID {
            attempt.ending.fulfill(.delivered)
        }
    }

    func connectionClosed(_ connection: Connection) {
        for attempt in waiting[connection.sessionKey] ?? [] { attempt.connectionClosed() }
    }

    func stop(within limit: Duration) async {}

    private func deliver(to session: SessionKey) async {
        guard let ownership = try? await context.leases.begin(session) else { return }
        defer { waiting[session]?.removeAll { $0.ending.value != nil } }
        while !context.registry.connections(of: session).isEmpty,
            case .claimed(let effect)? = try? await context.store.claimNext(
                under: ownership.lease,
                at: context.clock.wallNow
            ),
            await isDelivered(effect, under: ownership)
        {}
        await context.leases.end(ownership)
    }

    private func isDelivered(_ effect: Effect, under ownership: Ownership) async -> Bool {
        let attempt = DeliveryAttempt(
            of: effect,
            under: ownership,
            to: context.registry.connections(of: effect.sessionKey),
            acknowledgements: context.configuration.acknowledgements
        )
        waiting[effect.sessionKey, default: []].append(attempt)
        attempt.begin(tokens: [])
        let ending = await attempt.ending.wait(
            upTo: context.configuration.acknowledgementTimeout,
            otherwise: .unacknowledged,
            clock: context.clock
        )
        let now = context.clock.wallNow
        guard ending == .delivered else {
            try? await context.store.release(effect.id, under: ownership.lease, at: now)
            return false
        }
        try? await context.store.complete(effect.id, under: ownership.lease, at: now)
        ownership.effectSettled(effect.sequence)
        return true
    }
}
