import Histories
import Scenarios
import Simulator
import Testing

/// A crash while a store call is in flight.
@Suite("A crash in the middle of a store call") struct DeathInTransactionTests {
    private static let commits: [FactKind] = [
        .eventAppended, .checkpointCommitted, .effectCreated, .effectClaimed, .effectCompleted,
        .effectReleased, .leaseTaken,
    ]

    /// A crash as the server makes its nth store call.
    private func run(
        _ call: Int,
        on kind: StoreSettings.Kind,
        seed: Int = 0
    ) throws -> Observed {
        var scenario = Scenario.plain(sessions: 2, messages: 2) {
            $0.store.kind = kind
            // Idle sweeps would be most of the calls.
            $0.system.eventQueueInterval = .seconds(5)
        }.with(.crash(), .nth(.storeCalled, call))
        scenario.expectation.sometimes = [.situation(.crashInsideTransaction)]
        return try Observed(scenario, seed: UInt64(100 * seed + call))
    }

    @Test func `May strike inside the transaction, before it or after it`() throws {
        var (inside, outside, done) = (0, 0, 0)
        for index in 0..<120 {
            let call = 5 + index % 40
            let run = try run(call, on: .sqlite, seed: index)
            let crash = try run.first(.serverCrashed)
            let committed = run.amidDeath(Self.commits)
            // Nobody was told.
            #expect(run.all(.storeReturned, .storeRefused).allSatisfy { $0.call != call })
            if !committed.isEmpty {
                done += 1
                #expect(crash.status == nil)
                #expect(committed.allSatisfy { $0.instance == 1 && $0.incarnation == 1 })
            } else if crash.status == "inside-transaction" {
                inside += 1
            } else {
                outside += 1
            }
            #expect(run.outcome.sometimes == [crash.status == nil ? 0 : 1])
        }
        #expect(inside > 5)
        #expect(outside > 3)
        #expect(done > 2)
    }

    @Test func `What it left is what the next server finds, and what its facts say`() throws {
        for call in 5...45 {
            let run = try run(call, on: .sqlite)
            let start = try #require(run.all(.serverStarted).last)
            let before = run.facts.filter { $0.time < start.time }
            let found = run.all(.storeInspected).filter { $0.time == start.time }
            func count(_ table: StoreTable) -> Int { found.count { $0.table == table } }
            func count(_ kind: FactKind) -> Int { before.count { $0.kind == kind } }
            #expect(count(.events) == count(.eventAppended))
            #expect(count(.checkpoints) == count(.checkpointCommitted))
            #expect(count(.effects) == count(.effectCreated))
        }
    }

    @Test func `A store in memory has no inside`() throws {
        for call in 5...25 {
            let crash = try run(call, on: .memory).first(.serverCrashed)
            #expect(crash.status == nil)
        }
    }
}
