import SimulationKernel
import Testing

@Suite("Jitter") struct JitteredPolicyTests {
    /// In which order ten tasks that are ready at once come to their ends, each after some waits.
    private func order(seed: UInt64, policy: any Policy) throws -> [String] {
        let simulation = Simulation(seed: seed, policy: policy)
        let process = simulation.boot(named: "process")
        let log = Log()
        for number in 0..<10 {
            process.start("task \(number)") {
                for _ in 0..<5 { try? await process.wait(nanoseconds: 0) }
                log.append("\(number)")
            }
        }
        simulation.runToTheEnd()
        try simulation.finish()
        return log.lines
    }

    @Test func `Mostly keeps the order of becoming ready, and now and then does not`() throws {
        let usual = try order(seed: 1, policy: .fifo)
        let orders = try (1...40).map { try order(seed: $0, policy: .jitter) }
        #expect(orders.contains { $0 != usual })
        func displaced(_ order: [String]) -> Int { zip(order, usual).count { $0 != $1 } }
        let random = try (1...40).map { try order(seed: $0, policy: .random) }
        let moved = orders.map(displaced).reduce(0, +)
        #expect(moved < random.map(displaced).reduce(0, +))
    }

    @Test func `Decides the same for the same seed`() throws {
        #expect(try order(seed: 7, policy: .jitter) == order(seed: 7, policy: .jitter))
    }
}
