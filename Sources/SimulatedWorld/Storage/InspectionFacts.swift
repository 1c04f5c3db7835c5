import EventsAndEffects
import Histories

/// Reports what an inspection finds: one fact a row, and a last one that closes it.
struct InspectionFacts {
    let observer: Observer
    let moment: Moment

    /// Reports a row; cancellations are none of the facts.
    func record(_ row: InspectedRow) {
        switch row {
        case .event(let row): observer.record(event(row))
        case .checkpoint(let row, let turns): observer.record(checkpoint(row, turns))
        case .effect(let row): observer.record(effect(row))
        case .lease(let row): observer.record(lease(row))
        case .cancellation: break
        }
    }

    /// Reports that there are no more rows, with the reason if they cannot be read.
    func recordEnd(_ reason: String? = nil) {
        observer.record(
            Fact(.storeInspected, at: moment) { details in
                details.table = .end
                details.note = reason
            }
        )
    }

    /// Each checkpoint row keeps its own turn; a session's last one is given the whole conversation,
    /// which is what all its rows say together.
    private func checkpoint(_ row: InspectedStore.CheckpointRow, _ turns: [String]?) -> Fact {
        Fact(
            .storeInspected,
            at: moment,
            session: observer.sessions.intern(row.session),
            sequence: row.sequence
        ) { details in
            details.table = .checkpoints
            details.status = StoredTurn(row.payload)?.outcome
            details.messages = turns?.flatMap { StoredTurn($0)?.messages ?? [] }
            details.fields = [Self.time("created_at", row.createdAt)]
        }
    }

    private func event(_ row: InspectedStore.EventRow) -> Fact {
        let message = StoredMessage(row.payload)
        return Fact(
            .storeInspected,
            at: moment,
            session: observer.sessions.intern(row.session),
            request: message?.request ?? "",
            sequence: row.sequence,
            content: message?.content ?? row.payload
        ) { details in
            details.table = .events
            details.fields = [Self.time("created_at", row.createdAt)]
        }
    }

    private func effect(_ row: InspectedStore.EffectRow) -> Fact {
        let frame = WireFrame(serverText: row.payload)
        return Fact(
            .storeInspected,
            at: moment,
            session: observer.sessions.intern(row.session),
            request: frame.request,
            frame: frame.kind,
            sequence: StoreFacts.sequence(ofCheckpoint: row.checkpointID),
            attempt: row.attemptCount,
            effect: row.id,
            content: frame.content
        ) { details in
            details.table = .effects
            details.status = row.status
            details.dedupeKey = row.dedupeKey
            var fields = [
                Self.time("created_at", row.createdAt), Self.time("updated_at", row.updatedAt),
            ]
            if let time = row.lastAttemptAt { fields.append(Self.time("last_attempt_at", time)) }
            details.fields = fields
        }
    }

    /// A time as the table has it, in milliseconds.
    private static func time(_ column: String, _ milliseconds: Int64) -> StoreField {
        StoreField(name: column, value: String(milliseconds))
    }

    private func lease(_ row: InspectedStore.LeaseRow) -> Fact {
        Fact(.storeInspected, at: moment, session: observer.sessions.intern(row.session)) {
            details in
            details.table = .leases
            details.status = row.owner.isEmpty ? "free" : "held"
            details.generation = row.generation
        }
    }
}
