import Invariants
import PlantedDefects
import Scenarios
import SimulatedWorld
import Simulator
import Testing

@Suite("A failure of a planted defect") struct ShrinkTests {
    /// Two of three schedules: all of them would take minutes.
    private static let schedules = Schedule.all.enumerated().filter { $0.offset % 3 != 1 }
        .map(\.element)

    @Test func `Is looked at for at least twenty defects`() {
        #expect(Self.schedules.count >= 20)
    }

    @Test(
        "Becomes as small as it can be, and still fails in the same way",
        arguments: schedules
    )
    func shrinks(schedule: Schedule) throws {
        let defect = schedule.defect
        let faulty = Architecture(name: defect.id, assemble: defect.assemble)
        for seed in Schedule.seeds {
            let violated = schedule.violations(seed: seed, of: faulty)
            guard let invariant = violated.first(where: defect.expected.contains) else { continue }
            let shrinker = Shrinker(invariant: invariant, architecture: faulty, jobs: 2)
            let shrunk = try #require(shrinker.shrink(schedule.scenario, seed: seed))
            #expect(shrunk.isMinimal)
            #expect(shrunk.violation.invariant == invariant)
            #expect(shrinker.fails(shrunk.scenario))
            #expect(shrunk.scenario.problems().isEmpty)
            // Starving an online session takes some that are offline, and it; two effects in one
            // millisecond take several that are at work.
            #expect(shrunk.after.sessions <= 5)
            // A stale cache takes a session that is driven to the other server and back again.
            #expect(shrunk.scenario.faults.count <= 6)
            #expect(shrunk.after.sessions < shrunk.before.sessions || schedule.isSmall)
            let simpler = shrinker.simplerFailure(than: shrunk)
            #expect(simpler == nil, "\(defect.id) can be simpler still")
            return
        }
        Issue.record("\(defect.id) has survived \(Schedule.seeds.count) seeds.")
    }
}

extension Schedule {
    /// Whether there are too few sessions to leave any out.
    fileprivate var isSmall: Bool { scenario.sessionCount <= 2 }
}
