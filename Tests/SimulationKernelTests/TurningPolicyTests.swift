import SimulationKernel
import Testing

@Suite("A policy that turns")
struct TurningPolicyTests {
    private func schedule(_ policy: any Policy, seed: UInt64 = 3) throws -> Schedule {
        let simulation = Simulation(seed: seed, policy: policy, recordsSchedule: true)
        let program = RehearsedProgram(simulation)
        program.start()
        _ = try program.finish()
        return simulation.recordedSchedule
    }

    private static let policies: [any Policy] = [.fifo, .jitter, .random, .pct(depth: 3)]

    @Test(arguments: 0..<4)
    func `it goes along up to the turn, draw for draw, and elsewhere from there`(
        index: Int
    ) throws {
        let policy = Self.policies[index]
        let plain = try schedule(policy)
        let turned = try (0..<20).map {
            try schedule(TurningPolicy(policy, turns: [.init(choice: 8, stream: $0)]))
        }
        for schedule in turned {
            #expect(schedule.decisions.prefix(8) == plain.decisions.prefix(8))
        }
        #expect(Set(turned).count > 3)
        let again = try schedule(TurningPolicy(policy, turns: [.init(choice: 8, stream: 3)]))
        #expect(turned[3] == again)
    }

    @Test func `a second turn leaves what is before it as it was`() throws {
        let first = TurningPolicy.Turn(choice: 4, stream: 1)
        let once = try schedule(TurningPolicy(.random, turns: [first]))
        let twice = try schedule(
            TurningPolicy(.random, turns: [first, .init(choice: 12, stream: 2)])
        )
        #expect(twice.decisions.prefix(12) == once.decisions.prefix(12))
        #expect(twice != once)
    }

    @Test func `without turns it is the other policy`() throws {
        #expect(try schedule(TurningPolicy(.jitter, turns: [])) == schedule(.jitter))
    }

    @Test func `departures are counted by choices, and a number too large is the last`() throws {
        let plain = try schedule(.fifo)
        #expect(try schedule(.departures([])) == plain)
        let departed = try schedule(.departures([.init(choice: 5, entry: 1_000)]))
        #expect(departed.decisions.prefix(5) == plain.decisions.prefix(5))
        #expect(departed.decisions[5].chosen == departed.decisions[5].alternatives - 1)
        #expect(departed.decisions.dropFirst(6).allSatisfy { $0.chosen == 0 })
    }
}
