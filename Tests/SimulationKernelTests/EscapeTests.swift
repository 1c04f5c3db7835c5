import SimulationKernel
import Testing

@Suite("The escape guard")
struct EscapeTests {
    /// Runs a program for at most ten virtual seconds; returns how it ended.
    private func run(
        _ body: @escaping @Sendable (Incarnation) async -> Void
    ) -> (result: RunResult, leak: SimulationLeak?) {
        let simulation = Simulation(seed: 1, policy: .random)
        let process = simulation.boot(named: "server/1")
        process.start("main") { await body(process) }
        let result = simulation.run(until: .zero + .seconds(10))
        do {
            try simulation.finish()
            return (result, nil)
        } catch {
            return (result, error)
        }
    }

    private func expectEscape(
        _ rule: Escape.Rule,
        at instant: VirtualInstant,
        _ body: @escaping @Sendable (Incarnation) async -> Void
    ) {
        let (result, leak) = run(body)
        guard case .escaped(let escape) = result else {
            Issue.record("expected an escape, not \(result)")
            return
        }
        #expect(escape.rule == rule)
        #expect(escape.instant == instant)
        #expect(escape.incarnation == "server/1")
        #expect(leak == nil)
    }

    @Test func `the guard is installed`() {
        #expect(Simulation.findsUnstructuredTasks)
    }

    @Test func `an unstructured task is found where it starts`() {
        expectEscape(.unstructuredTask, at: .zero + .seconds(2)) { process in
            try? await process.sleep(for: .seconds(2))
            Task { try? await process.sleep(for: .seconds(1)) }
            try? await process.sleep(for: .seconds(2))
        }
    }

    @Test func `a detached task is found where it starts, and never runs beside the simulation`() {
        let log = Log()
        expectEscape(.unstructuredTask, at: .zero) { process in
            Task.detached {
                do { try process.checkAlive() } catch { log.append("\(error)") }
            }
            try? await process.sleep(for: .seconds(1))
        }
        #expect(log.lines == ["server/1 has crashed"])
    }

    @Test func `an unstructured task that begins inside an actor is found when it resumes`() {
        actor Careless {
            func begin(_ process: Incarnation) {
                Task {
                    try? await process.sleep(for: .seconds(1))
                    self.touch()
                }
            }
            private func touch() {}
        }
        expectEscape(.unstructuredTask, at: .zero + .seconds(1)) { process in
            await Careless().begin(process)
            try? await process.sleep(for: .seconds(5))
        }
    }

    @Test func `code that waits for the main actor is found`() {
        let (result, _) = run { _ in await MainActor.run {} }
        switch result {
        case .stalled(let stall):
            #expect(stall.roots.map(\.name) == ["main"])
        case .escaped(let escape):
            // The main thread was quick, and its answer came before the run ended.
            #expect(escape.rule == .foreignThread)
        default:
            Issue.record("expected a stall or an escape, not \(result)")
        }
    }

    @Test func `a real clock leaves nothing to run and an unfinished root`() {
        let (result, leak) = run { _ in try? await Task.sleep(for: .seconds(3_600)) }
        guard case .stalled(let stall) = result else {
            Issue.record("expected a stall, not \(result)")
            return
        }
        #expect("\(stall)".contains("Task.sleep: use the injected clock"))
        #expect(leak == nil)
    }

    @Test func `a real clock that resumes a task during the run is found`() throws {
        let simulation = Simulation(seed: 1, policy: .fifo)
        let process = simulation.boot(named: "server/1")
        process.start("sleeper") { try? await Task.sleep(for: .milliseconds(1)) }
        process.start("busy") {
            while true {
                do { try await process.sleep(for: .seconds(1)) } catch { return }
            }
        }
        let result = simulation.run(until: .distantFuture)
        guard case .escaped(let escape) = result else {
            Issue.record("expected an escape, not \(result)")
            return
        }
        #expect(escape.rule == .foreignThread)
        #expect(escape.incarnation == "server/1")
        #expect(simulation.run(until: .distantFuture) == result, "an escape is final")
        try simulation.finish()
    }

    @Test func `an escape while a crash is unwound is reported by finish`() {
        let (result, leak) = run { process in
            do {
                try await process.sleep(for: .seconds(100))
            } catch {
                Task.detached {}
            }
        }
        #expect(result == .reachedDeadline)
        #expect(leak?.unreportedEscape?.rule == .unstructuredTask)
        #expect(leak?.roots == [])
    }

    @Test func `tasks outside any simulation are left alone`() async {
        #expect(Simulation.findsUnstructuredTasks)
        let value = await Task.detached { 7 }.value
        #expect(value == 7)
    }
}
