import SimulationKernel
import Testing

@Suite("Leaks")
struct LeakTests {
    @Test func `a task that nobody resumes is named`() {
        let simulation = Simulation(seed: 1, policy: .fifo)
        let process = simulation.boot(named: "server/1")
        process.start("lost") { await suspendForGood() }
        process.start("well") { try? await process.sleep(for: .seconds(1)) }
        guard case .stalled(let stall) = simulation.runToTheEnd() else {
            Issue.record("nothing is left to run, and a root has not finished")
            return
        }
        #expect(stall.roots.map(\.description) == ["'lost' of server/1"])
        #expect(stall.instant == .zero + .seconds(1))
        #expect("\(stall)".contains("'lost' of server/1"))
        process.crash()
        #expect(process.unfinishedRootCount == 1)
        #expect(process.leak?.roots == stall.roots)
        let error = #expect(throws: SimulationLeak.self) { try simulation.finish() }
        #expect(error?.roots == stall.roots)
        #expect(error?.description.hasPrefix("1 root task(s) have not finished: 'lost'") == true)
    }

    @Test func `a loop that ignores the end of its incarnation is parked for good and named`() {
        let simulation = Simulation(seed: 1, policy: .fifo)
        let process = simulation.boot(named: "server/1")
        process.start("sleeps for ever") {
            while true { try? await process.sleep(for: .seconds(1)) }
        }
        process.start("parks for ever") {
            while true { try? await process.park { (_: Waiter<Void>) in } }
        }
        process.start("well") { try? await process.sleep(for: .seconds(100)) }
        #expect(simulation.run(until: .zero + .seconds(5)) == .reachedDeadline)
        let before = simulation.fingerprint
        process.crash()
        #expect(simulation.fingerprint == before)
        #expect(process.unfinishedRoots.map(\.name) == ["sleeps for ever", "parks for ever"])
        #expect(throws: SimulationLeak.self) { try simulation.finish() }
    }

    @Test func `a loop that yields for ever does not hang the crash`() {
        let simulation = Simulation(seed: 1, policy: .fifo)
        let process = simulation.boot(named: "server/1")
        process.start("yields for ever") { while true { await Task.yield() } }
        #expect(simulation.run(until: .distantFuture, maximumSteps: 100) == .stepLimit)
        process.crash()
        #expect(process.leak?.roots.map(\.name) == ["yields for ever"])
        #expect(throws: SimulationLeak.self) { try simulation.finish() }
    }

    @Test func `freeing a simulation with live tasks is reported, and unwinds them`() {
        var leaks: [SimulationLeak] = []
        let log = Log()
        do {
            let simulation = Simulation(seed: 1, policy: .fifo)
            simulation.leakHandler = { leaks.append($0) }
            let process = simulation.boot(named: "server/1")
            process.start("main") {
                do { try await process.sleep(for: .seconds(9)) } catch { log.append("\(error)") }
            }
            #expect(simulation.run(until: .zero + .seconds(1)) == .reachedDeadline)
        }
        #expect(leaks.map { $0.roots.map(\.description) } == [["'main' of server/1"]])
        #expect(log.lines == ["server/1 has crashed"])
    }

    @Test func `freeing a simulation without live tasks is not reported`() {
        var leaks: [SimulationLeak] = []
        do {
            let simulation = Simulation(seed: 1, policy: .fifo)
            simulation.leakHandler = { leaks.append($0) }
            let process = simulation.boot(named: "server/1")
            process.start("main") { try? await process.sleep(for: .seconds(1)) }
            simulation.runToTheEnd()
            simulation.schedule(after: .seconds(1)) {}
        }
        #expect(leaks.isEmpty)
    }

    @Test func `without a handler, freeing a simulation with live tasks ends the process`() async {
        await #expect(processExitsWith: .failure) {
            let simulation = Simulation(seed: 1, policy: .fifo)
            let process = simulation.boot(named: "server/1")
            process.start("main") { try? await process.sleep(for: .seconds(9)) }
        }
    }

    @Test func `a simulation that has finished is freed, and so are its tasks`() throws {
        weak var freed: Simulation?
        weak var process: Incarnation?
        do {
            let simulation = Simulation(seed: 1, policy: .fifo)
            freed = simulation
            let incarnation = simulation.boot(named: "server/1")
            process = incarnation
            incarnation.start("main") { try? await incarnation.sleep(for: .seconds(9)) }
            #expect(simulation.run(until: .zero) == .reachedDeadline)
            try simulation.finish()
            try simulation.finish()
        }
        #expect(freed == nil)
        #expect(process == nil)
    }
}
