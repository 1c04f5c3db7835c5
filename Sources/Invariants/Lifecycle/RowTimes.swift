import Histories

/// Compares the times in rows with when they were made and changed (FR-003, FR-017, FR-024).
///
/// The server reads the wall clock between what made it write and the commit, in whole milliseconds;
/// for a change of an effect as it asks the store for it. Only a run of the simulator tells what that
/// clock shows, and only while it has not jumped.
struct RowTimes {
    /// The times of each table, as an inspection names them.
    private enum Column: String {
        case createdAt = "created_at"
        case updatedAt = "updated_at"
        case lastAttemptAt = "last_attempt_at"
    }

    private let isKnown: Bool
    private var hasJumped = false

    init(header: HistoryHeader) { isKnown = header.isSimulated }

    /// Takes note of a fault.
    mutating func observe(_ fault: Fact) {
        if fault.fault == "clock-jump" { hasJumped = true }
    }

    /// Compares a row that an inspection has found.
    func compare(_ row: Fact, in session: SessionRecord, _ findings: inout Findings) {
        guard isKnown, !hasJumped, row.fields != nil else { return }
        switch row.table {
        case .events: compareEvent(row, in: session, &findings)
        case .checkpoints: compareCheckpoint(row, in: session, &findings)
        case .effects: compareEffect(row, in: session, &findings)
        default: break
        }
    }

    private func compareEvent(
        _ row: Fact,
        in session: SessionRecord,
        _ findings: inout Findings
    ) {
        guard let request = session.request(sequence: row.sequence) else { return }
        compare(.createdAt, of: row, from: request.arrived?.time, to: request.accepted, &findings)
    }

    private func compareCheckpoint(
        _ row: Fact,
        in session: SessionRecord,
        _ findings: inout Findings
    ) {
        guard let request = session.request(sequence: row.sequence),
            let checkpoint = request.checkpoint
        else { return }
        compare(.createdAt, of: row, from: request.accepted.time, to: checkpoint, &findings)
    }

    private func compareEffect(
        _ row: Fact,
        in session: SessionRecord,
        _ findings: inout Findings
    ) {
        guard let effect = session.effect(row.effect), effect.attempt == row.attempt else { return }
        let accepted = session.request(sequence: row.sequence)?.accepted.time
        compare(.createdAt, of: row, from: accepted, to: effect.created, &findings)
        let asked = effect.last.kind == .effectCreated ? accepted : effect.asked
        compare(.updatedAt, of: row, from: asked, to: effect.last, &findings)
        guard effect.attempt > 0 else {
            guard let time = Self.time(.lastAttemptAt, of: row) else { return findings.compared() }
            return findings.violated(
                "the effect of event \(row.sequence) has the last_attempt_at "
                    + "\(Phrase.seconds(time)), though it was never claimed",
                first: effect.created,
                conflicting: row
            )
        }
        guard let claim = effect.claim, claim.attempt == row.attempt else { return }
        compare(.lastAttemptAt, of: row, from: effect.claimAsked, to: claim, &findings)
    }

    /// Compares a time with those between which it was taken; without the first one, with the
    /// second alone.
    private func compare(
        _ column: Column,
        of row: Fact,
        from first: Int64?,
        to last: Fact,
        _ findings: inout Findings
    ) {
        let time = Self.time(column, of: row)
        let earliest = (first ?? 0) / 1_000_000 * 1_000_000
        guard earliest <= last.time else { return }
        if let time, earliest...last.time ~= time { return findings.compared() }
        let table = row.table?.rawValue ?? "rows"
        findings.violated(
            "the row of event \(row.sequence) in \(table) has "
                + (time.map { "the \(column.rawValue) \(Phrase.seconds($0))" }
                    ?? "no \(column.rawValue)")
                + "; that was between \(Phrase.seconds(earliest)) and "
                + Phrase.seconds(last.time),
            first: last,
            conflicting: row
        )
    }

    /// A time of a row, in nanoseconds since the start of the run.
    private static func time(_ column: Column, of row: Fact) -> Int64? {
        guard let field = row.fields?.first(where: { $0.name == column.rawValue }),
            let milliseconds = Int64(field.value)
        else { return nil }
        // Any number may stand in a history.
        let (elapsed, isTooEarly) =
            milliseconds
            .subtractingReportingOverflow(HistoryHeader.wallClockOrigin)
        let (time, isTooFar) = elapsed.multipliedReportingOverflow(by: 1_000_000)
        return isTooEarly || isTooFar ? .max : time
    }
}
