import SimulationKernel
import Testing

@Suite("Pauses")
struct PauseTests {
    private let simulation = Simulation(seed: 1, policy: .fifo)
    private let log = Log()

    @Test func `a paused process runs nothing while the world and its clock go on`() throws {
        let process = simulation.boot(named: "process")
        let other = simulation.boot(named: "other")
        for (incarnation, name) in [(process, "process"), (other, "other")] {
            incarnation.start("ticker") { [simulation, log] in
                for _ in 0..<4 {
                    try? await incarnation.sleep(for: .seconds(1))
                    log.append("\(simulation.now) \(name)")
                }
            }
        }
        simulation.schedule(after: .milliseconds(1_500)) { process.pause() }
        simulation.schedule(after: .milliseconds(3_500)) { process.resume() }
        #expect(simulation.runToTheEnd() == .idle)
        #expect(
            log.lines == [
                "1.000s process", "1.000s other", "2.000s other", "3.000s other",
                "3.500s process", "4.000s other", "4.500s process", "5.500s process",
            ]
        )
        try simulation.finish()
    }

    @Test func `timers that come due in a pause fire all at once after it`() throws {
        let process = simulation.boot(named: "process")
        for seconds in 1...3 {
            process.start("timer") { [simulation, log] in
                try? await process.sleep(for: .seconds(seconds))
                log.append("\(simulation.now) timer \(seconds)")
            }
        }
        process.start("waiter") { [simulation, log] in
            try? await process.park { (waiter: Waiter<Void>) in
                simulation.schedule(after: .milliseconds(2_500)) { waiter.resume(returning: ()) }
            }
            log.append("\(simulation.now) waiter")
        }
        simulation.schedule(after: .milliseconds(500)) { process.pause() }
        simulation.schedule(after: .seconds(10)) { process.resume() }
        #expect(simulation.runToTheEnd() == .idle)
        #expect(
            log.lines == [
                "10.000s timer 1", "10.000s timer 2", "10.000s waiter", "10.000s timer 3",
            ]
        )
        try simulation.finish()
    }

    @Test func `a job that is running ends before its pause begins`() throws {
        let process = simulation.boot(named: "process")
        process.start("main") { [simulation, log] in
            process.pause()
            log.append("\(simulation.now) before")
            try? await process.wait(nanoseconds: 0)
            log.append("\(simulation.now) after")
        }
        simulation.schedule(after: .seconds(1)) { process.resume() }
        #expect(simulation.runToTheEnd() == .idle)
        #expect(log.lines == ["0.000s before", "1.000s after"])
        try simulation.finish()
    }

    @Test func `a pause that nothing ends leaves an idle simulation`() throws {
        let process = simulation.boot(named: "process")
        process.start("main") { [log] in
            do { try await process.sleep(for: .seconds(2)) } catch { log.append("\(error)") }
        }
        process.start("other") { [log] in
            do { try await process.wait(nanoseconds: 0) } catch { log.append("\(error)") }
        }
        process.pause()
        process.pause()
        #expect(simulation.runToTheEnd() == .idle)
        #expect(log.lines.isEmpty)
        process.crash()
        #expect(!process.isPaused)
        #expect(process.unfinishedRootCount == 0, "the crash has unwound it")
        #expect(log.lines == ["process has crashed", "process has crashed"])
        process.resume()
        #expect(simulation.runToTheEnd() == .idle)
        try simulation.finish()
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `pauses before any step change when, and not whether, everything is done`(
        seed: UInt64
    ) throws {
        let policies: [any Policy] = [.fifo, .random, .pct(depth: 3)]
        for policy in policies {
            let whole = try RehearsedProgram.outcome(seed: seed, policy: policy)
            for step in 0..<whole.steps {
                func outcome() throws -> RehearsedProgram.Outcome {
                    let simulation = Simulation(seed: seed, policy: policy)
                    let program = RehearsedProgram(simulation)
                    program.start()
                    simulation.interrupt(beforeStep: step) {
                        program.process.pause()
                        simulation.schedule(after: .milliseconds(30)) { program.process.resume() }
                    }
                    return try program.finish()
                }
                let paused = try outcome()
                #expect(paused.result == .idle)
                #expect(paused.lines.count == whole.lines.count, "paused before step \(step)")
                #expect(try outcome() == paused)
            }
        }
    }
}
