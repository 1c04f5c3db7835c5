import Histories
import Invariants
import PlantedDefects
import Scenarios
import SimulatedWorld
import Simulator
import Testing

@Suite("A run that is over when enough is known") struct StoppedRunTests {
    /// Two users whose threads have the same name, under the defect that mixes them up.
    private func run(untilViolationOf ids: [String]) throws -> RunOutcome {
        let defect = try #require(PlantedDefect.all.first { $0.id == "lookup-by-thread" })
        var group = ClientGroup(sessions: 2)
        group.sessionKey = "user-{n}:helper:main"
        group.messages = 5
        let scenario = Scenario(name: "same-thread", summary: "A test.", clients: [group])
        return SimulationRun(
            scenario: scenario,
            seed: 3,
            architecture: Architecture(name: defect.id, assemble: defect.assemble)
        ).run(untilViolationOf: ids)
    }

    @Test func `Shows the same first violation, and makes fewer steps`() throws {
        let whole = try run(untilViolationOf: [])
        let stopped = try run(untilViolationOf: ["isolation.delivery"])
        let first = try #require(whole.violations.first { $0.invariant == "isolation.delivery" })
        #expect(stopped.violations.contains(first))
        #expect(stopped.statistics.steps < whole.statistics.steps)
        #expect(stopped.statistics.virtualTime <= first.conflicting.time + 1_000_000_000)
    }

    @Test func `Is the whole run if nothing ends it`() throws {
        let whole = try run(untilViolationOf: [])
        let other = try run(untilViolationOf: ["durability.atomicity"])
        #expect(other.fingerprint == whole.fingerprint)
        #expect(other.violations == whole.violations)
    }
}
