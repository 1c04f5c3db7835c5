import EventsAndEffects
import Histories

/// Turns what an inspection found into one fact a row, and a last one that closes it.
struct InspectionFacts {
    let observer: Observer
    let moment: Moment

    /// The facts, table by table, each in row order.
    ///
    /// Each checkpoint row keeps its own turn; a session's last one is given the whole conversation,
    /// which is what all its rows say together.
    func facts(of content: InspectedStore) -> [Fact] {
        content.events.map(event) + checkpoints(content.checkpoints) + content.effects.map(effect)
            + content.leases.map(lease)
            + [Fact(.storeInspected, at: moment) { $0.table = .end }]
    }

    private func checkpoints(_ rows: [InspectedStore.CheckpointRow]) -> [Fact] {
        var conversations: [String: [AgentMessage]] = [:]
        var lastRows: [String: Int] = [:]
        let turns = rows.map { Turn(payload: $0.payload) }
        for (index, row) in rows.enumerated() {
            conversations[row.session, default: []] += [AgentMessage](turns[index])
            lastRows[row.session] = index
        }
        return rows.enumerated().map { index, row in
            Fact(
                .storeInspected,
                at: moment,
                session: observer.sessions.intern(row.session),
                sequence: row.sequence
            ) { details in
                details.table = .checkpoints
                details.status = turns[index]?.outcome.word
                if lastRows[row.session] == index { details.messages = conversations[row.session] }
            }
        }
    }

    private func event(_ row: InspectedStore.EventRow) -> Fact {
        let message = UserMessage(payload: row.payload)
        return Fact(
            .storeInspected,
            at: moment,
            session: observer.sessions.intern(row.session),
            request: message?.requestID ?? "",
            sequence: row.sequence,
            content: message?.content ?? row.payload
        ) { $0.table = .events }
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
        }
    }

    private func lease(_ row: InspectedStore.LeaseRow) -> Fact {
        Fact(.storeInspected, at: moment, session: observer.sessions.intern(row.session)) {
            details in
            details.table = .leases
            details.generation = row.generation
        }
    }
}

extension [AgentMessage] {
    /// What a turn adds to a conversation; nothing if a checkpoint's payload was not one.
    init(_ turn: Turn?) {
        guard let turn else {
            self = []
            return
        }
        self = [AgentMessage(role: "user", text: turn.question)]
        if case .answered(let answer) = turn.outcome {
            append(AgentMessage(role: "assistant", text: answer))
        }
    }
}

extension Outcome {
    /// The word for it in facts.
    var word: String {
        switch self {
        case .answered: "answered"
        case .failed: "failed"
        case .cancelled: "cancelled"
        }
    }
}
