/// Conversations, and the unit of work.
extension InMemoryTables {
    func conversation(of session: SessionKey) -> Conversation {
        Conversation(turns: index(of: session).map { sessions[$0].turns } ?? [])
    }

    mutating func commit(
        _ work: UnitOfWork,
        under lease: Lease
    ) throws(StoreError) -> CommitAnswer {
        guard lease.sessionKey == work.sessionKey else { throw .leaseLost(work.sessionKey) }
        let index = try session(under: lease)
        let last = sessions[index].turns.count
        if work.sequence >= 1, work.sequence <= last { return .alreadyCommitted }
        guard work.sequence == last + 1 else {
            throw .outOfSequence(work.sessionKey, expected: last + 1, got: work.sequence)
        }
        // Decided before anything is written, since there is no rollback.
        let new = try newEffects(of: work)
        checkpoints.append(
            CheckpointRecord(
                sessionIndex: index,
                sequence: work.sequence,
                turn: work.turn,
                createdAt: work.createdAt
            )
        )
        sessions[index].turns.append(work.turn)
        if isObserved {
            changes.append(
                .checkpointInserted(
                    session: work.sessionKey.text,
                    sequence: work.sequence,
                    payload: work.turn.payload
                )
            )
        }
        for effect in new { insert(effect, of: work, at: index) }
        return .committed
    }

    private func newEffects(of work: UnitOfWork) throws(StoreError) -> [EffectDraft] {
        var new: [EffectDraft] = []
        for effect in work.effects {
            let isKnown = { (key: String) in
                dedupeKeys.contains(key) || new.contains { $0.dedupeKey == key }
            }
            if isKnown(effect.dedupeKey) { continue }
            guard effectIDs[effect.id] == nil, !new.contains(where: { $0.id == effect.id }) else {
                throw .corrupt("effects: id \(effect.id) is there already")
            }
            new.append(effect)
        }
        return new
    }

    private mutating func insert(_ effect: EffectDraft, of work: UnitOfWork, at index: Int) {
        let row = effects.count
        effects.append(
            EffectRecord(
                draft: effect,
                sessionIndex: index,
                sequence: work.sequence,
                createdAt: work.createdAt,
                updatedAt: work.createdAt
            )
        )
        effectIDs[effect.id] = row
        dedupeKeys.insert(effect.dedupeKey)
        sessions[index].effects.append(row)
        guard isObserved else { return }
        changes.append(
            .effectInserted(
                StoreChange.EffectRow(
                    session: work.sessionKey.text,
                    id: effect.id,
                    checkpointID: work.checkpointID,
                    dedupeKey: effect.dedupeKey,
                    payload: effect.frame.text,
                    status: EffectStatus.pending.rawValue
                )
            )
        )
    }
}
