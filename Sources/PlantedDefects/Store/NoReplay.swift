import EventsAndEffects

extension PlantedDefect {
    /// Accepted, stored, and forgotten.
    static let noReplay = PlantedDefect(
        "no-replay",
        "Events that were stored but not processed when the server died are never replayed.",
        expected: ["durability.responses"],
        store: { NoReplayStore($0) }
    )
}

/// A store that tells a server that starts of nothing that was left unprocessed.
private final class NoReplayStore: StoreDecorator, @unchecked Sendable {
    override func unprocessed() async throws -> Sweep {
        var left = try await super.unprocessed()
        left.events = []
        return left
    }
}
