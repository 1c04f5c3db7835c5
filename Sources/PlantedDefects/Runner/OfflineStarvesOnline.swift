import EventsAndEffects
import Synchronization

extension PlantedDefect {
    /// Those who are away take all places.
    static let offlineStarvesOnline = PlantedDefect(
        "offline-starves-online",
        "A poll's batch is the oldest pending effects of everybody: it fills with those of sessions "
            + "that are away.",
        expected: ["durability.responses", "latency.redelivery"]
    ) { store in
        var parts = ServerParts()
        // As in the original: new effects are found by the poll.
        parts.processor = { context, runner in
            SessionProcessor(context: context, runner: UnwokenRunner(runner))
        }
        return (parts, CrowdedBatchStore(store))
    }
}

/// A store that fills the batch before it looks who is connected.
private final class CrowdedBatchStore: OutboxMirror, @unchecked Sendable {
    override func sessionsWithPending(
        among sessions: [SessionKey],
        limit: Int
    ) async throws -> [SessionKey] {
        let connected = try await super.sessionsWithPending(among: sessions, limit: .max)
        let waiting = undelivered.withLock { $0.map(\.sessionKey) }
        let batch = Set(waiting.prefix(limit))
        // What an earlier life left is not in memory, and competes for no place.
        return connected.filter { batch.contains($0) || !waiting.contains($0) }
    }
}
