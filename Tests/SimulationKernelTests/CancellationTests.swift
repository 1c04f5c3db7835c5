import SimulationKernel
import Testing

@Suite("Cancellation")
struct CancellationTests {
    /// Runs a body in a child task, and cancels it after a second.
    private func error(
        _ body: @escaping @Sendable (Incarnation) async throws -> Void
    ) throws -> (error: String, end: VirtualInstant) {
        let simulation = Simulation(seed: 1, policy: .fifo)
        let process = simulation.boot(named: "process")
        let log = Log()
        process.start("main") {
            await withTaskGroup { group in
                group.addTask {
                    do {
                        try await body(process)
                        log.append("none")
                    } catch {
                        log.append("\(type(of: error))")
                    }
                }
                try? await process.wait(nanoseconds: 1_000_000_000)
                group.cancelAll()
            }
        }
        #expect(simulation.runToTheEnd() == .idle)
        #expect(process.parkedCount == 0)
        try simulation.finish()
        return (log.lines.joined(separator: ","), simulation.now)
    }

    @Test func `a cancelled sleep ends at once`() throws {
        let outcome = try error { try await $0.sleep(for: .seconds(30)) }
        #expect(outcome == ("CancellationError", .zero + .seconds(1)))
    }

    @Test func `a plain wait takes no notice of cancellation`() throws {
        let outcome = try error { try await $0.wait(nanoseconds: 30_000_000_000) }
        #expect(outcome == ("none", .zero + .seconds(30)))
    }

    @Test func `a sleep in a task that is cancelled already ends at once`() throws {
        let outcome = try error { process in
            try? await process.wait(nanoseconds: 2_000_000_000)
            try await process.sleep(for: .seconds(30))
        }
        #expect(outcome == ("CancellationError", .zero + .seconds(2)))
    }

    @Test func `a cancelled waiter is resumed, and then no longer by the world`() throws {
        let waiters = Log()
        let outcome = try error { process in
            try await process.park { (waiter: Waiter<Void>) in
                process.whenSecondsHavePassed(2) {
                    waiters.append("\(waiter.isPending) \(waiter.resume(returning: ()))")
                }
            }
        }
        #expect(outcome == ("CancellationError", .zero + .seconds(2)))
        #expect(waiters.lines == ["false false"])
    }

    @Test func `cancelling many long sleeps leaves nothing to wait for`() throws {
        let simulation = Simulation(seed: 1, policy: .random)
        let process = simulation.boot(named: "process")
        process.start("main") {
            for _ in 0..<50 {
                await withTaskGroup { group in
                    for _ in 0..<20 {
                        group.addTask { try? await process.sleep(for: .seconds(3_600)) }
                    }
                    try? await process.sleep(for: .milliseconds(1))
                    group.cancelAll()
                }
            }
        }
        #expect(simulation.runToTheEnd() == .idle)
        #expect(simulation.now == .zero + .milliseconds(50))
        try simulation.finish()
    }
}

extension Incarnation {
    /// Runs something on its own task, when a time has passed.
    func whenSecondsHavePassed(_ seconds: Int64, _ body: @escaping @Sendable () -> Void) {
        start("later") {
            try? await self.wait(nanoseconds: seconds * 1_000_000_000)
            body()
        }
    }
}
