import EventsAndEffects
import Histories

/// Turns what an inspection found into one fact a row, and a last one that closes it.
struct InspectionFacts {
    let observer: Observer
    let moment: Moment

    /// The facts, table by table, each in row order.
    func facts(of content: InspectedStore) -> [Fact] {
        content.events.map(event) + content.checkpoints.map(checkpoint)
            + content.effects.map(effect) + content.leases.map(lease)
            + [Fact(.storeInspected, at: moment) { $0.table = .end }]
    }

    private func event(_ row: InspectedStore.EventRow) -> Fact {
        let message = UserMessage(payload: row.payload)
        return Fact(
            .storeInspected, at: moment, session: observer.sessions.intern(row.session),
            request: message?.requestID ?? "", sequence: row.sequence,
            content: message?.content ?? row.payload
        ) { $0.table = .events }
    }

    private func checkpoint(_ row: InspectedStore.CheckpointRow) -> Fact {
        Fact(
            .storeInspected, at: moment, session: observer.sessions.intern(row.session),
            sequence: row.sequence
        ) { details in
            details.table = .checkpoints
            details.take(Turn(payload: row.payload))
        }
    }

    private func effect(_ row: InspectedStore.EffectRow) -> Fact {
        let frame = WireFrame(serverText: row.payload)
        return Fact(
            .storeInspected, at: moment, session: observer.sessions.intern(row.session),
            request: frame.request, frame: frame.kind,
            sequence: StoreFacts.sequence(ofCheckpoint: row.checkpointID),
            attempt: row.attemptCount, effect: row.id, content: frame.content
        ) { details in
            details.table = .effects
            details.status = row.status
            details.dedupeKey = row.dedupeKey
        }
    }

    private func lease(_ row: InspectedStore.LeaseRow) -> Fact {
        Fact(.storeInspected, at: moment, session: observer.sessions.intern(row.session)) { details in
            details.table = .leases
            details.generation = row.generation
        }
    }
}

extension FactDetails {
    /// Takes what a checkpoint keeps; nothing if its payload is not one.
    mutating func take(_ turn: Turn?) {
        guard let turn else { return }
        messages = [AgentMessage(role: "user", text: turn.question)]
        switch turn.outcome {
        case .answered(let answer):
            status = "answered"
            messages?.append(AgentMessage(role: "assistant", text: answer))
        case .failed: status = "failed"
        case .cancelled: status = "cancelled"
        }
    }
}
