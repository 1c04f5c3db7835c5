import EventsAndEffects
import Synchronization

extension PlantedDefect {
    /// A session that is back waits for its cool-down.
    static let cooldownNotCleared = PlantedDefect(
        "cooldown-not-cleared",
        "After a failed delivery the session waits 10 s even though it has reconnected.",
        expected: ["latency.redelivery"]
    ) { store in
        let cooldowns = Cooldowns()
        var parts = ServerParts()
        parts.runner = { CoolingRunner($0, cooldowns) }
        return (parts, CooldownStore(store, cooldowns))
    }
}

/// Until when each session is left alone.
private final class Cooldowns: Sendable {
    private let ends = Mutex<[SessionKey: WallInstant]>([:])

    func begin(_ session: SessionKey, at now: WallInstant) {
        ends.withLock { $0[session] = now.moved(backBy: .seconds(-10)) }
    }

    func isOver(_ session: SessionKey, at now: WallInstant) -> Bool {
        ends.withLock { $0[session].map { $0 <= now } ?? true }
    }
}

/// A store that tells of failed deliveries: their effects are released.
private final class CooldownStore: StoreDecorator, @unchecked Sendable {
    private let cooldowns: Cooldowns

    init(_ base: any Store, _ cooldowns: Cooldowns) {
        self.cooldowns = cooldowns
        super.init(base)
    }

    override func release(
        _ effectID: String,
        under lease: Lease,
        at now: WallInstant
    ) async throws {
        cooldowns.begin(lease.sessionKey, at: now)
        try await super.release(effectID, under: lease, at: now)
    }
}

/// A runner that leaves sessions alone while they cool down, whoever asks for them.
private final class CoolingRunner: ChoosyRunner, @unchecked Sendable {
    private let cooldowns: Cooldowns

    init(_ context: ServerContext, _ cooldowns: Cooldowns) {
        self.cooldowns = cooldowns
        super.init(context)
    }

    override func isPolled(_ session: SessionKey) -> Bool {
        cooldowns.isOver(session, at: context.clock.wallNow)
    }

    override func pollForSession(_ session: SessionKey) async {
        if isPolled(session) { await super.pollForSession(session) }
    }
}
