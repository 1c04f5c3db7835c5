import EventsAndEffects
import SQLiteStorage

/// The rows that the open transaction of one connection has changed so far.
final class ChangeLog: TransactionObserver {
    /// The first argument of `observe_row`.
    enum Kind: Int64 {
        case eventInserted = 1
        case checkpointInserted
        case effectInserted
        case effectUpdated
        case leaseChanged
        case rowDeleted
    }

    private let report: ([StoreChange]) -> Void
    // Unchecked here and below: asked for each statement, on the simulation's one thread.
    @exclusivity(unchecked) private var changes: [StoreChange] = []
    /// How many changes there were as the running statement began.
    @exclusivity(unchecked) private var before = 0

    init(report: @escaping ([StoreChange]) -> Void) {
        self.report = report
    }

    /// Keeps the row that a trigger tells of.
    func note(_ row: FunctionArguments) {
        guard let kind = Kind(rawValue: row.integer(0)) else {
            preconditionFailure("A trigger names a kind of change that is none.")
        }
        changes.append(change(kind, row))
    }

    func willExecute() { before = changes.count }

    func didFail() { changes.removeLast(max(0, changes.count - before)) }

    func didCommit() {
        guard !changes.isEmpty else { return }
        let committed = changes
        changes = []
        report(committed)
    }

    func didRollBack() { changes = [] }

    private func change(_ kind: Kind, _ row: FunctionArguments) -> StoreChange {
        switch kind {
        case .eventInserted:
            .eventInserted(
                session: row.text(1),
                sequence: Int(row.integer(2)),
                id: row.text(3),
                payload: row.text(4)
            )
        case .checkpointInserted:
            .checkpointInserted(
                session: row.text(1),
                sequence: Int(row.integer(2)),
                payload: row.text(3)
            )
        case .effectInserted:
            .effectInserted(
                StoreChange.EffectRow(
                    session: row.text(1),
                    id: row.text(2),
                    checkpointID: row.text(3),
                    dedupeKey: row.text(4),
                    payload: row.text(5),
                    status: row.text(6)
                )
            )
        case .effectUpdated:
            .effectUpdated(
                session: row.text(1),
                id: row.text(2),
                from: state(row, at: 3),
                to: state(row, at: 5)
            )
        case .leaseChanged:
            .leaseChanged(
                session: row.text(1),
                owner: row.text(2),
                generation: Int(row.integer(3))
            )
        case .rowDeleted:
            .rowDeleted(table: row.text(1), session: row.text(2), id: row.text(3))
        }
    }

    private func state(_ row: FunctionArguments, at index: Int) -> StoreChange.EffectState {
        StoreChange.EffectState(
            status: row.text(index),
            attemptCount: Int(row.integer(index + 1))
        )
    }
}
