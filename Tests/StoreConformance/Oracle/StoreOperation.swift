package import EventsAndEffects

/// One call of a store, as a value, so that several stores can be put to the same test.
package enum StoreOperation: Sendable {
    case append(EventDraft)
    case events(SessionKey, after: Int)
    case unprocessed
    case sweep(SweepPosition, limit: Int)
    case cancel(String, SessionKey)
    case conversation(SessionKey)
    case commit(UnitOfWork, Lease)
    case claimNext(Lease, WallInstant)
    case complete(String, Lease, WallInstant)
    case release(String, Lease, WallInstant)
    case fail(String, Lease, WallInstant)
    case releaseExecuting(Lease, WallInstant)
    case poll([SessionKey], limit: Int)
    case takeLease(SessionKey, owner: String, stale: Lease?)
    case renewLeases(String)
    case releaseLeases([Lease])

    /// Makes the call.
    package func perform(on store: any Store) async throws -> StoreOutcome {
        do {
            return try await call(store)
        } catch StoreError.corrupt {
            // Each store words it in its own way.
            return .refused(.corrupt(""))
        } catch let error as StoreError {
            return .refused(error)
        }
    }

    private func call(_ store: any Store) async throws -> StoreOutcome {
        switch self {
        case .append(let draft): return .append(try await store.append(draft))
        case .events(let session, let sequence):
            return .events(try await store.events(of: session, after: sequence))
        case .unprocessed: return .sweep(try await store.unprocessed())
        case .sweep(let position, let limit):
            return .sweep(try await store.sweep(after: position, limit: limit))
        case .cancel(let request, let session):
            try await store.cancel(request: request, of: session)
        case .conversation(let session):
            return .conversation(try await store.conversation(of: session))
        case .commit(let work, let lease):
            return .commit(try await store.commit(work, under: lease))
        case .claimNext(let lease, let now):
            return .claim(try await store.claimNext(under: lease, at: now))
        case .complete(let id, let lease, let now):
            try await store.complete(id, under: lease, at: now)
        case .release(let id, let lease, let now):
            try await store.release(id, under: lease, at: now)
        case .fail(let id, let lease, let now):
            try await store.fail(id, under: lease, at: now)
        case .releaseExecuting(let lease, let now):
            try await store.releaseExecuting(under: lease, at: now)
        case .poll(let sessions, let limit):
            return .sessions(try await store.sessionsWithPending(among: sessions, limit: limit))
        case .takeLease(let session, let owner, let stale):
            return .lease(
                try await store.takeLease(of: session, for: owner, ifStill: stale, at: .later)
            )
        case .renewLeases(let owner): return .leases(try await store.renewLeases(of: owner))
        case .releaseLeases(let leases): try await store.releaseLeases(leases)
        }
        return .done
    }
}

/// What a call of a store answered.
package enum StoreOutcome: Hashable, Sendable {
    case append(AppendAnswer)
    case events([Event])
    case sweep(Sweep)
    case conversation(Conversation)
    case commit(CommitAnswer)
    case claim(ClaimAnswer)
    case sessions([SessionKey])
    case lease(LeaseAnswer)
    case leases([Lease])
    case done
    case refused(StoreError)
}
