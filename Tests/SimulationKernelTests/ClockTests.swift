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
        #expect(simulation.runToTheEnd() == .idle)
        #expect(log.lines == ["0.003s", "0.004s", "0.004s", "0.004s", "0.254s"])
        #expect(simulation.now.nanoseconds == 254_000_000)
        #expect(process.unfinishedRootCount == 0)
        try simulation.finish()
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `time never goes back`(seed: UInt64) {
        let simulation = Simulation(seed: seed, policy: .random)
        var stream = simulation.randomStream("times")
        var seen: [VirtualInstant] = []
        var left = 500
        func spread() {
            seen.append(simulation.now)
            for _ in 0..<3 where left > 0 {
                left -= 1
                simulation.schedule(afterNanoseconds: stream.uniform(in: -3...9)) { spread() }
            }
        }
        spread()
        #expect(simulation.runToTheEnd() == .idle)
        #expect(seen.count == 501)
        #expect(seen == seen.sorted())
        #expect(Set(seen).count > 5)
    }

    @Test func `a run until an instant ends exactly there, with all that is due at it done`() {
        let simulation = Simulation(seed: 1, policy: .fifo)
        var done: [Int] = []
        for second in 1...3 { simulation.schedule(after: .seconds(second)) { done.append(second) } }
        #expect(simulation.run(until: .zero + .seconds(2)) == .reachedDeadline)
        #expect(done == [1, 2])
        #expect(simulation.now == .zero + .seconds(2))
        #expect(simulation.run(until: .zero + .milliseconds(2_500)) == .reachedDeadline)
        #expect(simulation.now == .zero + .milliseconds(2_500))
        #expect(simulation.run(until: .zero + .seconds(9)) == .idle)
        #expect(simulation.now == .zero + .seconds(3))
        simulation.advance(to: .zero + .seconds(9))
        #expect(simulation.now == .zero + .seconds(9))
        #expect(simulation.step == 3)
    }

    @Test func `a callback in the past runs now, and the present may schedule the present`() {
        let simulation = Simulation(seed: 1, policy: .fifo)
        var done: [String] = []
        simulation.schedule(after: .seconds(5)) {
            simulation.schedule(at: .zero) { done.append("past \(simulation.now)") }
            simulation.schedule(after: .zero) { done.append("present \(simulation.now)") }
            simulation.schedule(after: .seconds(-1)) { done.append("negative \(simulation.now)") }
        }
        #expect(simulation.runToTheEnd() == .idle)
        #expect(done == ["past 5.000s", "present 5.000s", "negative 5.000s"])
    }

    @Test func `equal deadlines run in order under fifo, and in the policy's order otherwise`() {
        func order(_ policy: any Policy, seed: UInt64) -> [Int] {
            let simulation = Simulation(seed: seed, policy: policy)
            var order: [Int] = []
            for number in 0..<6 { simulation.schedule(after: .seconds(1)) { order.append(number) } }
            simulation.runToTheEnd()
            return order
        }
        #expect(order(.fifo, seed: 3) == [0, 1, 2, 3, 4, 5])
        let orders = Set((0..<200).map { order(.random, seed: $0) })
        #expect(orders.count > 150)
        #expect(orders.allSatisfy { $0.sorted() == [0, 1, 2, 3, 4, 5] })
    }

    @Test func `a sleep of no time is a scheduling point`() throws {
        let simulation = Simulation(seed: 1, policy: .fifo)
        let process = simulation.boot(named: "process")
        let log = Log()
        for name in ["a", "b"] {
            process.start(name) {
                log.append("\(name)1")
                try? await process.sleep(for: .zero)
                log.append("\(name)2")
                try? await process.wait(nanoseconds: -1)
                log.append("\(name)3")
            }
        }
        simulation.runToTheEnd()
        #expect(log.lines == ["a1", "b1", "a2", "b2", "a3", "b3"])
        #expect(simulation.now == .zero)
        try simulation.finish()
    }
}
