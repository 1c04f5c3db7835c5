import EventsAndEffects

extension PlantedDefect {
    /// Nobody releases what a dead server had claimed.
    static let stuckExecuting = PlantedDefect(
        "stuck-executing",
        "Effects left executing by a crash are never retried.",
        expected: ["lifecycle.quiescence", "durability.responses"]
    ) { (ServerParts(), StuckExecutingStore($0)) }
}

/// A store that does not tell a new owner what the previous one left executing.
private final class StuckExecutingStore: StoreDecorator, @unchecked Sendable {
    override func takeLease(
        of session: SessionKey,
        for owner: String,
        ifStill stale: Lease?,
        at now: WallInstant
    ) async throws -> LeaseAnswer {
        let answer = try await super.takeLease(of: session, for: owner, ifStill: stale, at: now)
        guard case .taken(let lease, let inheritance) = answer else { return answer }
        return .taken(
            lease,
            Inheritance(firstUndelivered: inheritance.firstUndelivered, hasExecuting: false)
        )
    }
}
