import EventsAndEffects
import Histories
import Invariants
import Scenarios
import SimulatedWorld
import Simulator
import Testing

/// A server that goes on for ever at one instant is found out soon, and by what it does.
@Suite struct LivelockTests {
    @Test func `Is a violation, which tells how many steps ran when`() throws {
        let outcome = SeedSweep(
            scenario: .question { $0.clients[0].start = .constant(.milliseconds(250)) },
            architecture: Architecture(name: "spinning") { (ServerParts(), SpinningStore($0)) },
            jobs: 1
        ).run(seeds: [1])
        #expect(outcome.verdict == .violated)
        let found = try #require(outcome.runs[0].results.flatMap(\.violations).first)
        #expect(found.invariant == "lifecycle.quiescence")
        #expect(
            found.message.wholeMatch(
                of: /the servers are at work for ever: 2000000 steps have run at 0\.\d+s, .+/
            ) != nil
        )
        #expect(found.conflicting.kind == .livelockFound)
        #expect(
            outcome.doubts.contains {
                $0.hasPrefix("seed 1: a livelock: 2000000 steps have run at")
            }
        )
    }

    @Test func `A long run is none`() {
        let outcome = SeedSweep(
            scenario: .question { $0.limits.steps = 2_000 },
            architecture: .shipped,
            jobs: 1
        ).run(seeds: [1])
        #expect(!outcome.doubts.contains { $0.contains("livelock") })
    }
}

/// A store that never has a message written, and never gives up.
private final class SpinningStore: StoreDecorator, @unchecked Sendable {
    override func append(_ draft: EventDraft) async throws -> AppendAnswer {
        while !Task.isCancelled { await Task.yield() }
        throw CancellationError()
    }
}
