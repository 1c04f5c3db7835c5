import SimulationKernel
import Testing

@Suite("The virtual clock")
struct ClockTests {
    @Test func `deadlines are met exactly, and the clock stands at the last step`() throws {
        let simulation = Simulation(seed: 1, policy: .fifo)
        let log = Log()
        let process = simulation.boot(named: "process")
        process.start("sleeper") {
            for milliseconds in [3, 1, 0, -5, 250] {
                try? await process.sleep(for: .milliseconds(milliseconds))
                log.append("\(simulation.now)")
            }
        }
        #expect(simulation.run(until: .distantFuture) == .idle)
        #expect(log.lines == ["0.003s", "0.004s", "0.004s", "0.004s", "0.254s"])
        #expect(simulation.now.nanoseconds == 254_000_000)
        #expect(process.unfinishedRootCount == 0)
        try simulation.finish()
    }
}
