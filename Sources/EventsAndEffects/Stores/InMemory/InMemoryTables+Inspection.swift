/// The rows as a database would show them.
extension InMemoryTables {
    var inspected: InspectedStore {
        var store = InspectedStore()
        store.events = events.map { event in
            InspectedStore.EventRow(
                id: event.id,
                session: event.sessionKey.text,
                sequence: event.sequence,
                type: Event.type,
                payload: event.message.payload,
                createdAt: event.createdAt.milliseconds
            )
        }
        store.checkpoints = checkpoints.map { checkpoint in
            let session = sessions[checkpoint.sessionIndex].key.text
            return InspectedStore.CheckpointRow(
                id: "\(session):\(checkpoint.sequence)",
                session: session,
                sequence: checkpoint.sequence,
                payload: checkpoint.turn.payload,
                createdAt: checkpoint.createdAt.milliseconds
            )
        }
        store.effects = effects.map(row(of:))
        store.leases = leases.compactMap { sessions[$0].lease }.map { lease in
            InspectedStore.LeaseRow(
                session: lease.sessionKey.text,
                owner: lease.owner,
                generation: lease.generation,
                renewal: lease.renewal
            )
        }
        store.cancellations = cancellations.map { cancellation in
            InspectedStore.CancellationRow(
                session: cancellation.sessionKey.text,
                requestID: cancellation.requestID
            )
        }
        return store
    }

    private func row(of effect: EffectRecord) -> InspectedStore.EffectRow {
        let session = sessions[effect.sessionIndex].key.text
        return InspectedStore.EffectRow(
            id: effect.draft.id,
            session: session,
            checkpointID: "\(session):\(effect.sequence)",
            type: Effect.type,
            payload: effect.draft.frame.text,
            dedupeKey: effect.draft.dedupeKey,
            status: effect.status.rawValue,
            createdAt: effect.createdAt.milliseconds,
            updatedAt: effect.updatedAt.milliseconds,
            attemptCount: effect.attemptCount,
            lastAttemptAt: effect.lastAttemptAt?.milliseconds
        )
    }
}
