import Histories
import Scenarios
import SimulatedWorld
import SimulationKernel
import Testing

/// A sweep makes a world for each of a million seeds.
@Suite("A world") struct FreeingTests {
    private final class Blind: FactSink {
        func record(_ fact: Fact) {}
    }

    @Test(arguments: [100, 1_000, 5_000])
    func `Is freed after its run, whatever was under way`(milliseconds: Int) throws {
        try expectFreed(.plain(sessions: 3, messages: 3), at: milliseconds)
    }

    @Test(
        arguments: [
            .at(.constant(.milliseconds(500))), .every(.constant(.milliseconds(200))),
            .nth(.agentToken, 3), .onEach(.agentToken, probability: .whole), .step(50), .write(5),
        ] as [Trigger]
    )
    func `Is freed after its run, whatever sets its faults off`(trigger: Trigger) throws {
        let fault = trigger == .write(5) ? Fault.powerLoss(PowerLossFault()) : .crash()
        for milliseconds in [1_000, 5_000] {
            let scenario = Scenario.plain(sessions: 3, messages: 3).with(fault, trigger)
            try expectFreed(scenario, at: milliseconds)
        }
    }

    private func expectFreed(_ scenario: Scenario, at milliseconds: Int) throws {
        weak var simulationLeft: Simulation?
        weak var worldLeft: World?
        do {
            let plan = Plan(scenario: scenario, seed: 1)
            let simulation = Simulation(seed: 1, policy: .random)
            let world = World(
                plan: plan,
                architecture: .shipped,
                simulation: simulation,
                sink: Blind()
            )
            simulationLeft = simulation
            worldLeft = world
            world.begin()
            _ = simulation.run(until: .zero + .milliseconds(milliseconds))
            world.stop()
            _ = simulation.run(until: .zero + .milliseconds(milliseconds + 1))
            world.end(isCutShort: true)
            try simulation.finish()
        }
        #expect(worldLeft == nil)
        #expect(simulationLeft == nil)
    }
}
