import SimulationKernel
import Testing

@Suite("Waiting for the world")
struct WaiterTests {
    private struct Refused: Error {}

    @Test func `the first resumption counts, every other does nothing`() throws {
        let simulation = Simulation(seed: 1, policy: .fifo)
        let process = simulation.boot(named: "process")
        let log = Log()
        process.start("main") {
            for _ in 0..<2 {
                do {
                    let value: Int = try await process.park { waiter in
                        log.append("\(waiter.isPending)")
                        simulation.schedule(after: .seconds(1)) {
                            log.append("\(waiter.resume(returning: 7))")
                            log.append("\(waiter.resume(returning: 8))")
                            log.append("\(waiter.resume(throwing: Refused()))")
                            log.append("\(waiter.isPending)")
                        }
                    }
                    log.append("value \(value)")
                } catch {
                    log.append("\(error)")
                }
            }
        }
        #expect(simulation.runToTheEnd() == .idle)
        let round = ["true", "true", "false", "false", "false", "value 7"]
        #expect(log.lines == round + round)
        try simulation.finish()
    }

    @Test func `the world can answer with an error, or before the task suspends`() throws {
        let simulation = Simulation(seed: 1, policy: .fifo)
        let process = simulation.boot(named: "process")
        let log = Log()
        process.start("main") {
            do {
                try await process.park { (waiter: Waiter<Void>) in
                    simulation.schedule(after: .zero) { waiter.resume(throwing: Refused()) }
                }
            } catch {
                log.append("\(error)")
            }
            let text = try? await process.park { $0.resume(returning: "at once") }
            log.append(text ?? "nothing")
        }
        #expect(simulation.runToTheEnd() == .idle)
        #expect(log.lines == ["Refused()", "at once"])
        try simulation.finish()
    }

    @Test func `who holds on waits through a cancellation, but not through a crash`() throws {
        let simulation = Simulation(seed: 1, policy: .fifo)
        let process = simulation.boot(named: "process")
        let log = Log()
        process.start("main") {
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    do {
                        try await process.hold { waiter in
                            simulation.schedule(after: .seconds(2)) { waiter.resume(returning: ()) }
                        }
                        log.append("held to \(simulation.now.nanoseconds / 1_000_000_000) s")
                        let value: Int = try await process.hold { $0.resume(returning: 7) }
                        log.append("at once \(value)")
                        try await process.hold { (_: Waiter<Void>) in }
                    } catch {
                        log.append("\(error)")
                    }
                }
                try? await process.sleep(for: .seconds(1))
                group.cancelAll()
            }
        }
        #expect(simulation.runToTheEnd() == .idle)
        #expect(log.lines == ["held to 2 s", "at once 7"])
        process.crash()
        #expect(log.lines == ["held to 2 s", "at once 7", "process has crashed"])
        try simulation.finish()
    }

    @Test func `a task can be resumed between two runs`() throws {
        let simulation = Simulation(seed: 1, policy: .fifo)
        let process = simulation.boot(named: "process")
        let log = Log()
        let held = Held<Waiter<String>>()
        let (stream, feed) = AsyncStream.makeStream(of: String.self)
        process.start("main") {
            log.append((try? await process.park { held.value = $0 }) ?? "nothing")
            for await element in stream { log.append(element) }
        }
        #expect(simulation.runToTheEnd() == .idle)
        #expect(process.parkedCount == 1)
        #expect(held.value?.resume(returning: "waiter") == true)
        #expect(process.hasRunnableJobs)
        guard case .stalled(let stall) = simulation.runToTheEnd() else {
            Issue.record("a stream that nobody feeds is a stall")
            return
        }
        #expect(stall.roots.map(\.name) == ["main"])
        feed.yield("stream")
        feed.finish()
        #expect(simulation.runToTheEnd() == .idle)
        #expect(log.lines == ["waiter", "stream"])
        #expect(!process.hasRunnableJobs)
        try simulation.finish()
    }
}

/// Something that a rehearsed task hands to its test.
final class Held<Value>: @unchecked Sendable {
    var value: Value?
}
