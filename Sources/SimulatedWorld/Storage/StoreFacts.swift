import EventsAndEffects
import Histories

/// Turns committed row changes into facts.
///
/// It reads the rows' own columns and payloads, whatever wrote them.
final class StoreFacts {
    private let observer: Observer
    // Unchecked: used for every change of a row on the simulation's one thread.
    @exclusivity(unchecked) private var effects: [String: (request: String, sequence: Int)] = [:]
    @exclusivity(unchecked) private var owners: [SessionNumber: String] = [:]

    init(observer: Observer) {
        self.observer = observer
    }

    /// Whether an effect of that id was created and is neither completed nor failed.
    func isOpen(_ effect: String) -> Bool {
        effects[effect] != nil
    }

    /// The facts of one transaction, in statement order.
    func facts(of changes: [StoreChange], at moment: Moment) -> [Fact] {
        changes.compactMap { fact(of: $0, at: moment) }
    }

    private func fact(of change: StoreChange, at moment: Moment) -> Fact? {
        switch change {
        case .eventInserted(let session, let sequence, _, let payload):
            let message = StoredMessage(payload)
            return Fact(
                .eventAppended,
                at: moment,
                session: observer.sessions.intern(session),
                request: message?.request ?? "",
                sequence: sequence,
                content: message?.content ?? payload
            )
        case .checkpointInserted(let session, let sequence, let payload):
            return checkpoint(session, sequence, payload, at: moment)
        case .effectInserted(let row): return created(row, at: moment)
        case .effectUpdated(let session, let id, let from, let to):
            return updated(id, of: session, from, to, at: moment)
        case .leaseChanged(let session, let owner, let generation):
            let number = observer.sessions.intern(session)
            let previous = owners.updateValue(owner, forKey: number) ?? ""
            guard !owner.isEmpty else { return nil }
            return Fact(.leaseTaken, at: moment, session: number) { details in
                details.generation = generation
                if !previous.isEmpty, previous != owner { details.status = "taken-over" }
            }
        case .rowDeleted: return nil
        }
    }

    private func checkpoint(
        _ session: String,
        _ sequence: Int,
        _ payload: String,
        at moment: Moment
    ) -> Fact {
        Fact(
            .checkpointCommitted,
            at: moment,
            session: observer.sessions.intern(session),
            sequence: sequence
        ) { details in
            let turn = StoredTurn(payload)
            details.messages = turn?.messages ?? []
            details.status = turn?.outcome
        }
    }

    private func created(_ row: StoreChange.EffectRow, at moment: Moment) -> Fact {
        let frame = WireFrame(serverText: row.payload)
        let sequence = Self.sequence(ofCheckpoint: row.checkpointID)
        effects[row.id] = (frame.request, sequence)
        return Fact(
            .effectCreated,
            at: moment,
            session: observer.sessions.intern(row.session),
            request: frame.request,
            frame: frame.kind,
            sequence: sequence,
            effect: row.id,
            content: frame.content
        ) { details in
            frame.claims.fill(&details)
            details.dedupeKey = row.dedupeKey
            details.status = row.status
        }
    }

    private func updated(
        _ id: String,
        of session: String,
        _ from: StoreChange.EffectState,
        _ to: StoreChange.EffectState,
        at moment: Moment
    ) -> Fact? {
        guard let kind = Self.kind(of: to.status), from != to else { return nil }
        let known = effects[id]
        if kind == .effectCompleted || kind == .effectFailed { effects[id] = nil }
        var fact = Fact(
            kind,
            at: moment,
            session: observer.sessions.intern(session),
            request: known?.request ?? "",
            sequence: known?.sequence ?? 0,
            attempt: to.attemptCount,
            effect: id
        )
        if kind == .effectFailed {
            fact.details = FactDetails()
            fact.details?.status = "expired"
        }
        return fact
    }

    private static func kind(of status: String) -> FactKind? {
        switch EffectStatus(rawValue: status) {
        case .pending: .effectReleased
        case .executing: .effectClaimed
        case .completed: .effectCompleted
        case .failed: .effectFailed
        case nil: nil
        }
    }

    /// The number after the last colon; 0 if there is none.
    static func sequence(ofCheckpoint id: String) -> Int {
        guard let colon = id.utf8.lastIndex(of: UInt8(ascii: ":")) else { return 0 }
        return Int(id[id.utf8.index(after: colon)...]) ?? 0
    }
}
