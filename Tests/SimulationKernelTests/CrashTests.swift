import SimulationKernel
import Testing

@Suite("Crashes")
struct CrashTests {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func `a crash before any step unwinds everything and changes nothing`(seed: UInt64) throws {
        let whole = try RehearsedProgram.outcome(seed: seed)
        try #require(whole.steps > 40)
        for step in 0...whole.steps {
            let simulation = Simulation(seed: seed, policy: .random)
            let program = RehearsedProgram(simulation)
            program.start()
            var linesAtCrash: [String] = []
            simulation.interrupt(beforeStep: step) {
                let before = simulation.fingerprint
                linesAtCrash = program.log.lines
                program.process.crash()
                #expect(simulation.fingerprint == before)
                #expect(program.process.unfinishedRootCount == 0, "crash before step \(step)")
                #expect(program.process.parkedCount == 0)
                #expect(!program.process.hasRunnableJobs)
            }
            let outcome = try program.finish()
            #expect(outcome.result == .idle)
            #expect(outcome.lines == linesAtCrash, "a ghost had an effect, step \(step)")
            #expect(whole.lines.starts(with: outcome.lines))
        }
    }

    @Test func `a crash inside a job ends it at the next seam, and unwinds when it returns`() throws
    {
        let simulation = Simulation(seed: 1, policy: .fifo)
        let process = simulation.boot(named: "process")
        let log = Log()
        process.start("victim") {
            do {
                try await process.wait(nanoseconds: 1_000)
                log.append("committed, \(process.unfinishedRootCount) roots")
                process.crash()
                log.append("still unwinding: \(process.unfinishedRootCount) roots")
                try process.checkAlive()
                log.append("sent")
            } catch {
                log.append("\(error)")
            }
        }
        process.start("bystander") {
            do { try await process.sleep(for: .seconds(9)) } catch { log.append("\(error)") }
        }
        simulation.schedule(after: .seconds(1)) {
            log.append("\(simulation.now) \(process.unfinishedRootCount) roots")
        }
        #expect(simulation.runToTheEnd() == .idle)
        #expect(
            log.lines == [
                "committed, 2 roots", "still unwinding: 2 roots", "process has crashed",
                "process has crashed", "1.000s 0 roots",
            ]
        )
        #expect(!process.isAlive)
        #expect(process.leak == nil)
        try simulation.finish()
    }

    @Test func `a crash from the world leaves other incarnations alone, and a second does nothing`()
        throws
    {
        let simulation = Simulation(seed: 1, policy: .fifo)
        let first = simulation.boot(named: "server/1")
        let other = simulation.boot(named: "server/2")
        let log = Log()
        for process in [first, other] {
            process.start("main") {
                for _ in 0..<3 {
                    do {
                        try await process.wait(nanoseconds: 1_000_000_000)
                        log.append("\(process.name) \(simulation.now)")
                    } catch {
                        log.append("\(error)")
                        return
                    }
                }
            }
        }
        simulation.schedule(after: .milliseconds(1_500)) {
            first.crash()
            first.crash()
            #expect(first.unfinishedRootCount == 0)
            #expect(other.unfinishedRootCount == 1)
            let third = simulation.boot(named: "server/3")
            third.start("main") { log.append("\(third.name) \(simulation.now)") }
        }
        #expect(simulation.runToTheEnd() == .idle)
        #expect(
            log.lines == [
                "server/1 1.000s", "server/2 1.000s", "server/1 has crashed", "server/3 1.500s",
                "server/2 2.000s", "server/2 3.000s",
            ]
        )
        try simulation.finish()
    }

    @Test func `a crash resumes every kind of suspension`() throws {
        let simulation = Simulation(seed: 1, policy: .random)
        let process = simulation.boot(named: "process")
        let log = Log()
        let held = Held<Waiter<Int>>()
        process.start("wait") {
            do { try await process.wait(nanoseconds: 1_000) } catch { log.append("\(error)") }
        }
        process.start("sleep") {
            do { try await process.sleep(for: .seconds(1)) } catch { log.append("\(error)") }
        }
        process.start("park") {
            do { _ = try await process.park { held.value = $0 } } catch { log.append("\(error)") }
        }
        #expect(simulation.run(until: .zero) == .reachedDeadline)
        #expect(process.parkedCount == 3)
        process.crash()
        // The park is found cancelled first: its roots are cancelled before they are resumed.
        #expect(log.lines.count == 3)
        #expect(log.lines.filter { $0 == "process has crashed" }.count == 2)
        #expect(held.value?.resume(returning: 1) == false)
        #expect(process.unfinishedRootCount == 0)
        #expect(simulation.runToTheEnd() == .idle)
        #expect(simulation.now == .zero)
        try simulation.finish()
    }

    @Test func `a thousand crashes and restarts leave nothing behind`() throws {
        final class Counter: @unchecked Sendable { var alive = 0 }
        final class Memory: Sendable {
            let counter: Counter
            init(_ counter: Counter) {
                self.counter = counter
                counter.alive += 1
            }
            deinit { counter.alive -= 1 }
        }
        let counter = Counter()
        let simulation = Simulation(seed: 1, policy: .random)
        var most = 0
        func live(_ life: Int) {
            guard life < 1_000 else { return }
            let process = simulation.boot(named: "server/\(life)")
            process.start("main") {
                await withTaskGroup { group in
                    for worker in 0..<5 {
                        let memory = Memory(counter)
                        group.addTask {
                            while (try? await process.sleep(for: .milliseconds(worker + 1))) != nil
                            { _ = memory }
                        }
                    }
                }
            }
            simulation.schedule(after: .milliseconds(3)) {
                most = max(most, counter.alive)
                process.crash()
                #expect(counter.alive == 0)
                live(life + 1)
            }
        }
        live(0)
        #expect(simulation.runToTheEnd() == .idle)
        #expect(most == 5)
        try simulation.finish()
    }

    @Test func `what a crashed task held is freed`() throws {
        final class Memory: Sendable {}
        let simulation = Simulation(seed: 1, policy: .fifo)
        weak var memory: Memory?
        weak var incarnation: Incarnation?
        do {
            let process = simulation.boot(named: "process")
            let held = Memory()
            memory = held
            incarnation = process
            process.start("main") {
                try? await process.sleep(for: .seconds(1))
                _ = held
            }
        }
        #expect(simulation.run(until: .zero) == .reachedDeadline)
        #expect(memory != nil)
        incarnation?.crash()
        #expect(memory == nil)
        #expect(incarnation == nil)
        try simulation.finish()
    }
}
