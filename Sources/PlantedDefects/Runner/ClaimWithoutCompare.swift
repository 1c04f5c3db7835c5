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
        parts.runner = { TwinRunner(context: $0) }
        return (parts, ClaimWithoutCompareStore(store))
    }
}

/// A store whose claim reads the oldest undelivered effect and takes it, whether or not somebody
/// else has taken it in between.
final class ClaimWithoutCompareStore: StoreDecorator, @unchecked Sendable {
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
