import EventsAndEffects
import SQLiteStorage
import SimulatedWorld
import StoreConformance
import Testing

/// The store in memory is simple enough to be read: it says what the store on SQLite must do.
@Suite("The oracle") struct OracleTests {
    @Test(
        "and the store on SQLite give the same answers, rows and changes to thousands of calls",
        arguments: UInt64(1)...8
    )
    func agrees(seed: UInt64) async throws {
        let (expected, observed) = (ChangeList(), ChangeList())
        let oracle = InMemoryStore { expected.append($0) }
        let store = try SQLiteStore(.memory)
        let observer = try RowObserver(connection: store.connection) { observed.append($0) }
        var operations = try RandomOperations(seed: seed)
        for step in 1...3_000 {
            let operation = operations.next()
            let outcome = try await operation.perform(on: oracle)
            let own = try await operation.perform(on: store)
            try #require(own == outcome, "call \(step): \(operation)")
            operations.learn(outcome, of: operation)
        }
        let rows = oracle.inspect()
        // The calls must have met rows of every kind, or their agreement says little.
        let statuses = Set(rows.effects.filter { $0.attemptCount > 1 }.map(\.status))
        #expect(statuses.isSuperset(of: ["completed", "failed"]))
        #expect(rows.cancellations.count > 5 && rows.checkpoints.count > 100)
        #expect(rows.leases.contains { $0.generation > 5 })
        #expect(try StoreInspector(connection: store.connection).read() == rows)
        #expect(observed.transactions == expected.transactions)
        withExtendedLifetime(observer) {}
    }
}
