import EventsAndEffects
import Synchronization

extension PlantedDefect {
    /// Whichever claim returns first is sent first.
    static let concurrentSessionEffects = PlantedDefect(
        "concurrent-session-effects",
        "The effects of one session are claimed and sent concurrently.",
        expected: ["ordering.delivery"]
    ) { store in
        var parts = ServerParts()
        parts.runner = { ConcurrentRunner(context: $0) }
        return (parts, ConcurrentClaimsStore(store))
    }
}

/// Two runners that are woken for the same session.
private final class ConcurrentRunner: TwinRunner, @unchecked Sendable {
    override func pollForSession(_ session: SessionKey) async {
        await first.pollForSession(session)
        await second.pollForSession(session)
    }
}

/// A store that lets the next effect be claimed while an earlier one is being executed.
///
/// The shipped store has one executing effect a session: further claims are kept in memory, and
/// written when their turn comes.
private final class ConcurrentClaimsStore: OutboxMirror, @unchecked Sendable {
    private struct Claims {
        /// Claimed in the store or in memory.
        var taken: Set<String> = []
        /// Claimed in memory only.
        var unwritten: Set<String> = []
        /// Delivered under a claim in memory.
        var delivered: Set<String> = []
    }

    private enum Next {
        case execute(Effect)
        case complete(String)
        case wait
    }

    private let claims = Mutex(Claims())

    override func claimNext(under lease: Lease, at now: WallInstant) async throws -> ClaimAnswer {
        while true {
            switch try await super.claimNext(under: lease, at: now) {
            case .nothing: return .nothing
            case .busy: return claimBehind(in: lease.sessionKey).map { .claimed($0) } ?? .busy
            case .claimed(let row):
                switch next(of: row) {
                case .execute(let effect): return .claimed(effect)
                case .wait: return .busy
                case .complete(let id): try await super.complete(id, under: lease, at: now)
                }
            }
        }
    }

    override func complete(_ effectID: String, under lease: Lease, at now: WallInstant) async throws
    {
        let isUnwritten = claims.withLock { claims in
            guard claims.unwritten.remove(effectID) != nil else { return false }
            claims.delivered.insert(effectID)
            return true
        }
        if isUnwritten { return drop(effectID) }
        try await super.complete(effectID, under: lease, at: now)
    }

    override func release(_ effectID: String, under lease: Lease, at now: WallInstant) async throws
    {
        let isUnwritten = claims.withLock { claims in
            claims.taken.remove(effectID)
            return claims.unwritten.remove(effectID) != nil
        }
        if !isUnwritten { try await super.release(effectID, under: lease, at: now) }
    }

    /// What is to be done with a row that the store has claimed.
    private func next(of row: Effect) -> Next {
        claims.withLock { claims in
            if claims.delivered.remove(row.id) != nil { return .complete(row.id) }
            // It is being executed under a claim in memory, which is written now.
            if claims.unwritten.remove(row.id) != nil { return .wait }
            claims.taken.insert(row.id)
            return .execute(row)
        }
    }

    /// Takes, in memory, the first effect that nobody has taken, behind the one that the store has
    /// executing.
    private func claimBehind(in session: SessionKey) -> Effect? {
        let waiting = undelivered.withLock { $0.filter { $0.sessionKey == session } }
        return claims.withLock { claims in
            guard let next = waiting.dropFirst().first(where: { !claims.taken.contains($0.id) })
            else {
                return nil
            }
            claims.taken.insert(next.id)
            claims.unwritten.insert(next.id)
            return next
        }
    }
}
