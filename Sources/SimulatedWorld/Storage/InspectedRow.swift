import EventsAndEffects

/// A row that the harness has read for itself.
enum InspectedRow {
    case event(InspectedStore.EventRow)
    /// A checkpoint; a session's last one comes with the payloads of all of them, in row order.
    case checkpoint(InspectedStore.CheckpointRow, turns: [String]?)
    case effect(InspectedStore.EffectRow)
    case lease(InspectedStore.LeaseRow)
    case cancellation(InspectedStore.CancellationRow)
}

extension InspectedStore {
    /// Gives all rows to `body`, table by table and each in row order.
    func forEachRow(_ body: (InspectedRow) -> Void) {
        for row in events { body(.event(row)) }
        var turns: [String: [String]] = [:]
        var last: [String: Int] = [:]
        for (index, row) in checkpoints.enumerated() {
            turns[row.session, default: []].append(row.payload)
            last[row.session] = index
        }
        for (index, row) in checkpoints.enumerated() {
            body(.checkpoint(row, turns: last[row.session] == index ? turns[row.session] : nil))
        }
        for row in effects { body(.effect(row)) }
        for row in leases { body(.lease(row)) }
        for row in cancellations { body(.cancellation(row)) }
    }
}
