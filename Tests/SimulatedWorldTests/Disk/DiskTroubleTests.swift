import EventsAndEffects
import SQLiteStorage
import Scenarios
import SimulatedWorld
import SimulationKernel
import Testing

/// A disk that fails while the process goes on.
@Suite("A disk that fails") struct DiskTroubleTests {
    private static let seeds: [UInt64] = Array(1...60)
    private static let sessions = ["before", "before", "before", "after", "after", "after"]

    /// What one transaction in trouble came to.
    private struct Trial {
        var isRefused: Bool
        var hasStruck: Bool
        var reported: [StoreChange]
        var found: InspectedStore
    }

    /// Performs a transaction of three rows in trouble, and another one after it.
    private func perform(_ failure: StoreErrorFault.Failure, _ seed: UInt64) throws -> Trial {
        var stream = RandomStream(seed: seed, name: "trouble")
        let mount = DiskMount(SimulatedDisk())
        let store = try ShortRun.Journal.truncate.open(mount)
        defer {
            store.close()
            withExtendedLifetime(mount) {}
        }
        let reports = Reports()
        let observer = try RowObserver(connection: store.connection) { reports.changes += $0 }
        defer { withExtendedLifetime(observer) {} }
        try insert("before", into: store)
        mount.trouble = DiskTrouble(failure, using: &stream)
        let isRefused = (try? insert("within", into: store)) == nil
        let hasStruck = mount.trouble?.hasStruck == true
        mount.trouble = nil
        try insert("after", into: store)
        return Trial(
            isRefused: isRefused,
            hasStruck: hasStruck,
            reported: reports.changes,
            found: try StoreInspector(connection: store.connection).read()
        )
    }

    private final class Reports {
        var changes: [StoreChange] = []
    }

    private func insert(_ name: String, into store: SQLiteStore) throws {
        let long = String(repeating: "x", count: 3_000)
        try store.connection.perform { database throws(StoreError) in
            try database.transaction { () throws(StoreError) in
                for number in 1...3 {
                    try database.execute(
                        """
                        INSERT INTO events VALUES ('\(name)-\(number)', '\(name)', \(number),
                            'user_message', '{"requestId":"\(number)","content":"\(long)"}', 1)
                        """
                    )
                }
            }
        }
    }

    @Test(
        "Refuses the transaction, undoes it, and goes on",
        arguments: StoreErrorFault.Failure.allCases,
        seeds
    )
    func refuses(failure: StoreErrorFault.Failure, seed: UInt64) throws {
        let trial = try perform(failure, seed)
        #expect(trial.isRefused)
        #expect(trial.hasStruck)
        #expect(trial.found.events.map(\.session) == Self.sessions)
    }

    @Test(
        "Leaves no report of rows that are not there, though the commit hook has run",
        arguments: StoreErrorFault.Failure.allCases,
        seeds
    )
    func reports(failure: StoreErrorFault.Failure, seed: UInt64) throws {
        let trial = try perform(failure, seed)
        let reported = trial.reported.map { change in
            if case .eventInserted(_, _, let id, _) = change { id } else { "" }
        }
        #expect(reported == trial.found.events.map(\.id))
    }
}
