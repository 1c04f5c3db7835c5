import EventsAndEffects
import Synchronization

extension PlantedDefect {
    /// The clock says which effect is older.
    static let orderByWallClock = PlantedDefect(
        "order-by-wall-clock",
        "Pending effects are ordered by created_at alone: after the wall clock was set back a later "
            + "one comes first.",
        expected: ["ordering.delivery"],
        store: { WallClockOrderStore($0) }
    )
}

/// A store that claims the effect with the earliest `created_at`.
///
/// The shipped store claims the oldest row: the two rows change their contents in memory.
private final class WallClockOrderStore: OutboxMirror, @unchecked Sendable {
    override func claimNext(under lease: Lease, at now: WallInstant) async throws -> ClaimAnswer {
        let answer = try await super.claimNext(under: lease, at: now)
        guard case .claimed(let row) = answer else { return answer }
        return undelivered.withLock { effects in
            let own = effects.indices.filter { effects[$0].sessionKey == row.sessionKey }
            guard let place = own.first(where: { effects[$0].id == row.id }),
                let first = own.min(by: { effects[$0].createdAt < effects[$1].createdAt })
            else { return answer }
            let (oldest, earliest) = (effects[place], effects[first])
            effects[first] = earliest.holding(oldest)
            effects[place] = oldest.holding(earliest)
            return .claimed(row.holding(earliest))
        }
    }
}
