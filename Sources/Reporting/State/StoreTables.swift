package import Histories

/// What an inspection of the store found, for a terminal: how many rows, and the effects that are
/// not done.
package struct StoreTables {
    /// How many effects are listed.
    private static let mostRows = 20

    private let rows: [Fact]
    private let table: SessionTable
    private let session: SessionNumber?

    /// Takes the rows of an inspection, as facts; only those of one session if it is named.
    package init(_ rows: [Fact], sessions: SessionTable, session: SessionNumber? = nil) {
        self.rows = rows.filter { session == nil || $0.session == session }
        table = sessions
        self.session = session
    }

    /// The report, with the end of its last line.
    package var text: String { lines.map { $0 + "\n" }.joined() }

    private var lines: [String] {
        let effects = rows.filter { $0.table == .effects }
        var statuses: [(status: String, count: Int)] = []
        for effect in effects {
            let status = effect.status ?? "?"
            if let index = statuses.firstIndex(where: { $0.status == status }) {
                statuses[index].count += 1
            } else {
                statuses.append((status, 1))
            }
        }
        let words = statuses.map { "\(NumberText.grouped($0.count)) \($0.status)" }
        let counts = [StoreTable.events, .checkpoints, .effects, .leases].map { name in
            let rows = rows.count { $0.table == name }
            let suffix =
                name == .effects && !words.isEmpty ? " (\(words.joined(separator: ", ")))" : ""
            return NumberText.count(rows, String(name.rawValue.dropLast())) + suffix
        }
        let whose = session.map { " of \(table.name(of: $0))" } ?? ""
        return [
            "store\(whose), read with SQL of the harness's own: " + counts.joined(separator: ", ")
        ]
            + list(effects.filter { $0.status != "completed" && $0.status != "failed" })
    }

    private func list(_ effects: [Fact]) -> [String] {
        let shown = effects.prefix(Self.mostRows).map { effect in
            "  effect \(effect.effect ?? "?") of \(table.name(of: effect.session)), request "
                + "\(effect.request): \(effect.status ?? "?"), attempt_count \(effect.attempt)"
        }
        let rest = effects.count - shown.count
        return shown + (rest > 0 ? ["  and \(NumberText.grouped(rest)) more"] : [])
    }
}
