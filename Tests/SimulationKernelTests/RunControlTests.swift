import SimulationKernel
import Testing

@Suite("Stopping and interrupting a run")
struct RunControlTests {
    private func ticking(_ simulation: Simulation, _ ticks: Int) -> Log {
        let log = Log()
        for tick in 0..<ticks {
            simulation.schedule(after: .seconds(tick)) { log.append("\(tick)") }
        }
        return log
    }

    @Test func `a run stops after its greatest number of steps, and the next goes on`() {
        let simulation = Simulation(seed: 1, policy: .fifo)
        let log = ticking(simulation, 5)
        #expect(simulation.run(until: .distantFuture, maximumSteps: 2) == .stepLimit)
        #expect(log.lines == ["0", "1"])
        #expect(simulation.run(until: .distantFuture, maximumSteps: 0) == .stepLimit)
        #expect(simulation.run(until: .distantFuture, maximumSteps: 2) == .stepLimit)
        #expect(simulation.runToTheEnd() == .idle)
        #expect(log.lines == ["0", "1", "2", "3", "4"])
    }

    @Test func `a step can ask for the run to stop after it`() {
        let simulation = Simulation(seed: 1, policy: .fifo)
        let log = ticking(simulation, 5)
        simulation.schedule(at: .zero + .seconds(2)) { simulation.requestStop() }
        #expect(simulation.runToTheEnd() == .stopped)
        #expect(log.lines == ["0", "1", "2"])
        #expect(simulation.runToTheEnd() == .idle)
        #expect(log.lines.count == 5)
    }

    @Test func `interrupts run before their step, in order, and are no step`() {
        let simulation = Simulation(seed: 1, policy: .fifo)
        let log = ticking(simulation, 4)
        simulation.interrupt(beforeStep: 3) { log.append("c@\(simulation.step)") }
        simulation.interrupt(beforeStep: 0) { log.append("a@\(simulation.step)") }
        simulation.interrupt(beforeStep: 3) { log.append("d@\(simulation.step)") }
        simulation.interrupt(beforeStep: 99) { log.append("never") }
        simulation.schedule(at: .zero + .seconds(1)) {
            simulation.interrupt(beforeStep: 3) { log.append("e \(simulation.now)") }
        }
        #expect(simulation.runToTheEnd() == .idle)
        #expect(log.lines == ["a@0", "0", "1", "c@3", "d@3", "e 1.000s", "2", "3"])
        #expect(simulation.step == 5)
    }

    @Test func `an interrupt that changes nothing leaves the fingerprint as it is`() throws {
        let plain = try RehearsedProgram.outcome(seed: 4)
        let simulation = Simulation(seed: 4, policy: .random)
        let program = RehearsedProgram(simulation)
        program.start()
        var interrupts: UInt64 = 0
        for step in 0..<plain.steps {
            simulation.interrupt(beforeStep: step) { interrupts += 1 }
        }
        #expect(try program.finish() == plain)
        #expect(interrupts == plain.steps)
    }

    @Test func `running in pieces is running at once`() throws {
        let whole = try RehearsedProgram.outcome(seed: 11)
        let simulation = Simulation(seed: 11, policy: .random)
        let program = RehearsedProgram(simulation)
        program.start()
        for millisecond in 1...60 {
            _ = simulation.run(until: .zero + .milliseconds(millisecond), maximumSteps: 3)
            _ = simulation.run(until: .zero + .milliseconds(millisecond))
        }
        let pieces = try program.finish()
        #expect(pieces.fingerprint == whole.fingerprint)
        #expect(pieces.lines == whole.lines)
    }
}
