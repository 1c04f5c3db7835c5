import Invariants
import PlantedDefects
import ScenarioFormat
import Scenarios
import SimulatedWorld
import Simulator
import Testing

@Suite("A planted defect") struct PlantedDefectsTests {
    /// Stops at the first seed at which the defect shows; the shipped architecture goes through the
    /// same seeds.
    @Test(
        "Is caught by an invariant that is meant to, and only where it is",
        arguments: Schedule.all
    )
    func caught(schedule: Schedule) {
        let defect = schedule.defect
        let faulty = Architecture(name: defect.id, assemble: defect.assemble)
        for seed in Schedule.seeds {
            let alarms = schedule.violations(seed: seed, of: .shipped)
            #expect(alarms.isEmpty, "the shipped architecture at seed \(seed)")
            let violated = schedule.violations(seed: seed, of: faulty)
            if violated.contains(where: defect.expected.contains) { return }
        }
        Issue.record("\(defect.id) has survived \(Schedule.seeds.count) seeds.")
    }

    @Test func `Has a schedule that shows it`() {
        #expect(Schedule.library.diagnostics.isEmpty, "\(Schedule.library.diagnostics)")
        #expect(Schedule.all.map(\.defect.id) == PlantedDefect.all.map(\.id))
        #expect(Schedule.library.entries.count == PlantedDefect.all.count)
    }

    @Test func `Has a name of its own, and invariants that exist`() {
        #expect(Set(PlantedDefect.all.map(\.id)).count == PlantedDefect.all.count)
        let known = InvariantRegistry.all.map(\.id)
        for defect in PlantedDefect.all {
            #expect(!defect.expected.isEmpty, "\(defect.id)")
            #expect(defect.expected.allSatisfy(known.contains), "\(defect.id)")
        }
    }
}
