import EventsAndEffects

extension PlantedDefect {
    /// Delivered, and nobody knows.
    static let outageStrands = PlantedDefect(
        "outage-strands",
        "When the store fails at the completing write, the delivered effect stays executing.",
        expected: ["lifecycle.status", "lifecycle.quiescence"],
        parts: { parts in
            parts.changeRunner { $0.store = OneCompletionStore($0.store) }
        }
    )
}

/// A store whose completing write is tried once, whatever comes of it.
private final class OneCompletionStore: StoreDecorator, @unchecked Sendable {
    override func complete(_ effectID: String, under lease: Lease, at now: WallInstant) async throws
    {
        do { try await super.complete(effectID, under: lease, at: now) } catch StoreError
            .unavailable
        {}
    }
}
