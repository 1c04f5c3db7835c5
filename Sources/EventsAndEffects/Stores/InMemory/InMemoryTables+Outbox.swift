/// The life of effects.
extension InMemoryTables {
    mutating func claimNext(under lease: Lease, at now: WallInstant) throws(StoreError)
        -> ClaimAnswer
    {
        let index = try session(under: lease)
        guard let row = sessions[index].firstUndelivered else { return .nothing }
        guard effects[row].status == .pending else { return .busy }
        update(row, at: now) { effect in
            effect.status = .executing
            effect.attemptCount += 1
            effect.lastAttemptAt = now
        }
        return .claimed(effect(row))
    }

    mutating func move(
        _ effectID: String,
        to status: EffectStatus,
        under lease: Lease,
        at now: WallInstant
    ) throws(StoreError) {
        let index = try session(under: lease)
        guard let row = effectIDs[effectID], effects[row].sessionIndex == index,
            effects[row].status == .executing
        else { return }
        update(row, at: now) { $0.status = status }
        if status != .pending { sessions[index].settled += 1 }
    }

    mutating func releaseExecuting(under lease: Lease, at now: WallInstant) throws(StoreError) {
        let index = try session(under: lease)
        // Only the oldest can be executing.
        guard let row = sessions[index].firstUndelivered, effects[row].status == .executing else {
            return
        }
        update(row, at: now) { $0.status = .pending }
    }

    func sessionsWithPending(among keys: [SessionKey], limit: Int) -> [SessionKey] {
        var found: [Int: SessionKey] = [:]
        for key in keys {
            guard let index = index(of: key) else { continue }
            if let pending = firstPending(at: index) { found[pending] = key }
        }
        return found.sorted { $0.key < $1.key }.prefix(max(limit, 0)).map(\.value)
    }

    private func firstPending(at index: Int) -> Int? {
        guard let first = sessions[index].firstUndelivered else { return nil }
        if effects[first].status == .pending { return first }
        // Behind an executing effect all are pending.
        let next = sessions[index].settled + 1
        return next < sessions[index].effects.count ? sessions[index].effects[next] : nil
    }

    private func effect(_ row: Int) -> Effect {
        let record = effects[row]
        return Effect(
            id: record.draft.id,
            sessionKey: sessions[record.sessionIndex].key,
            sequence: record.sequence,
            frame: record.draft.frame,
            dedupeKey: record.draft.dedupeKey,
            status: record.status,
            createdAt: record.createdAt,
            attemptCount: record.attemptCount
        )
    }

    private mutating func update(
        _ row: Int,
        at now: WallInstant,
        _ change: (inout EffectRecord) -> Void
    ) {
        let before = effects[row].state
        change(&effects[row])
        effects[row].updatedAt = now
        guard isObserved else { return }
        changes.append(
            .effectUpdated(
                session: sessions[effects[row].sessionIndex].key.text,
                id: effects[row].draft.id,
                from: before,
                to: effects[row].state
            )
        )
    }
}

extension InMemoryTables.EffectRecord {
    fileprivate var state: StoreChange.EffectState {
        StoreChange.EffectState(status: status.rawValue, attemptCount: attemptCount)
    }
}
