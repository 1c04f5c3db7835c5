import Histories
import Invariants
import PlantedDefects
import Scenarios
import SimulatedWorld
import Simulator
import Testing

@Suite("A planted defect") struct PlantedDefectsTests {
    /// Conversations of users who share a thread id, lose their connections, cancel, send bad frames,
    /// have a model that breaks off or stalls, and meet crashes: what any architecture of this kind
    /// must survive, made for no defect in particular.
    private var scenario: Scenario {
        var group = ClientGroup(sessions: 6)
        group.sessionKey = "user-{n}:helper:shared"
        group.messages = 6
        group.connections = 2
        group.pipeline = 2
        group.thinkTime = .uniform(.milliseconds(100) ... .seconds(1))
        var scenario = Scenario(name: "trouble", summary: "Trouble.", clients: [group])
        scenario.languageModel.errorMidStream = Share(percent: 5)
        scenario.languageModel.stall = Share(percent: 5)
        scenario.system.agentTimeout = .seconds(3)
        scenario.limits.duration = .seconds(20)
        scenario.faults = [
            FaultRule(
                .disconnect(DisconnectFault(sessions: .share(Share(percent: 30)))),
                .every(.uniform(.seconds(1) ... .seconds(3)))
            ),
            FaultRule(
                .cancel(CancelFault(sessions: .share(Share(percent: 30)))),
                .every(.uniform(.seconds(1) ... .seconds(3)))
            ),
            FaultRule(
                .badFrame(
                    BadFrameFault(sessions: .share(Share(percent: 30)), frame: .malformed)
                ),
                .every(.uniform(.seconds(1) ... .seconds(3)))
            ),
            FaultRule(
                .crash(CrashFault()),
                .onEach(.effectClaimed, probability: Share(percent: 5))
            ),
            FaultRule(
                .crash(CrashFault()),
                .onEach(.terminalSent, probability: Share(percent: 5))
            ),
        ]
        return scenario
    }

    private func architecture(_ defect: PlantedDefect) -> Architecture {
        Architecture(name: defect.id, assemble: defect.assemble)
    }

    @Test("Is caught by an invariant that is meant to", arguments: PlantedDefect.all.map(\.id))
    func caught(id: String) throws {
        let defect = try #require(PlantedDefect.all.first { $0.id == id })
        for seed in 1...50 as ClosedRange<UInt64> {
            let run = SimulationRun(
                scenario: scenario,
                seed: seed,
                architecture: architecture(defect)
            ).run()
            if run.violations.contains(where: { defect.expected.contains($0.invariant) }) { return }
        }
        Issue.record("\(id) has survived 50 seeds.")
    }

    @Test func `Is not what is seen in the shipped architecture`() {
        let outcome = SeedSweep(scenario: scenario, jobs: 1).run(seeds: Array(1...50))
        for run in outcome.runs {
            #expect(run.violations.isEmpty, "seed \(run.seed): \(run.violations.map(\.message))")
        }
        #expect(outcome.verdict == .passed)
    }

    @Test func `Has a name of its own, and invariants that exist`() {
        #expect(Set(PlantedDefect.all.map(\.id)).count == PlantedDefect.all.count)
        let known = InvariantRegistry.all.map(\.id)
        for defect in PlantedDefect.all {
            #expect(!defect.expected.isEmpty)
            #expect(defect.expected.allSatisfy(known.contains), "\(defect.id)")
        }
    }
}
