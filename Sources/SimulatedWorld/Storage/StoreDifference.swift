import EventsAndEffects

/// What a transaction changed that nobody was told of: the difference between the rows before it and
/// after it.
///
/// In the order of the tables, which is the order in which every transaction of the store writes.
struct StoreDifference {
    let before: InspectedStore
    let after: InspectedStore

    /// The rows that are new or different.
    var changes: [StoreChange] { events + checkpoints + effects + leases }

    private var events: [StoreChange] {
        after.events.dropFirst(before.events.count).map { row in
            .eventInserted(
                session: row.session,
                sequence: row.sequence,
                id: row.id,
                payload: row.payload
            )
        }
    }

    private var checkpoints: [StoreChange] {
        after.checkpoints.dropFirst(before.checkpoints.count).map { row in
            .checkpointInserted(
                session: row.session,
                sequence: row.sequence,
                payload: row.payload
            )
        }
    }

    private var effects: [StoreChange] {
        let updated: [StoreChange] = zip(before.effects, after.effects).compactMap { old, new in
            guard old != new else { return nil }
            return .effectUpdated(
                session: new.session,
                id: new.id,
                from: StoreChange.EffectState(old),
                to: StoreChange.EffectState(new)
            )
        }
        let inserted: [StoreChange] = after.effects.dropFirst(before.effects.count).map { row in
            .effectInserted(
                StoreChange.EffectRow(
                    session: row.session,
                    id: row.id,
                    checkpointID: row.checkpointID,
                    dedupeKey: row.dedupeKey,
                    payload: row.payload,
                    status: row.status
                )
            )
        }
        return updated + inserted
    }

    private var leases: [StoreChange] {
        var known: [String: InspectedStore.LeaseRow] = [:]
        for row in before.leases { known[row.session] = row }
        return after.leases.compactMap { row in
            let old = known[row.session]
            guard old?.owner != row.owner || old?.generation != row.generation else { return nil }
            return .leaseChanged(
                session: row.session,
                owner: row.owner,
                generation: row.generation
            )
        }
    }
}

extension StoreChange.EffectState {
    fileprivate init(_ row: InspectedStore.EffectRow) {
        self.init(status: row.status, attemptCount: row.attemptCount)
    }
}
