import SimulationKernel

/// A small program with everything that rehearsed code uses: plain actors, a task group with a
/// time limit, `async let`, a stream fed by the world, cancellation, a waiter.
///
/// Its only effect goes through the seam `emit`, as every effect of rehearsed code must.
struct RehearsedProgram {
    let simulation: Simulation
    let process: Incarnation
    let log = Log()

    init(_ simulation: Simulation) {
        self.simulation = simulation
        process = simulation.boot(named: "process")
    }

    /// Everything that a run can be told apart by.
    struct Outcome: Equatable {
        var result: RunResult
        var fingerprint: Fingerprint
        var lines: [String]
        var steps: UInt64
        var end: VirtualInstant
    }

    /// Runs the program to its end under a policy.
    static func outcome(seed: UInt64, policy: any Policy = .random) throws -> Outcome {
        let simulation = Simulation(seed: seed, policy: policy)
        let program = RehearsedProgram(simulation)
        program.start()
        return try program.finish()
    }

    func finish() throws -> Outcome {
        let result = simulation.runToTheEnd()
        let outcome = Outcome(
            result: result,
            fingerprint: simulation.fingerprint,
            lines: log.lines,
            steps: simulation.step,
            end: simulation.now
        )
        try simulation.finish()
        return outcome
    }

    /// Starts the roots and the world.
    func start() {
        let (frames, feed) = AsyncStream.makeStream(of: Int.self)
        var latency = simulation.randomStream("latency")
        for frame in 0..<5 {
            simulation.schedule(after: .milliseconds(latency.uniform(in: 1...20))) {
                feed.yield(frame)
            }
        }
        simulation.schedule(after: .milliseconds(40)) { feed.finish() }
        let mailbox = Mailbox(program: self)
        process.start("reader") {
            for await frame in frames { try? await mailbox.put("frame \(frame)") }
        }
        process.start("workers") { try? await workers(mailbox) }
        process.start("asker") { try? await ask(mailbox) }
    }

    /// The seam through which the program has an effect.
    func emit(_ line: String) async throws {
        try process.checkAlive()
        log.append("\(simulation.now) \(line)")
        simulation.absorb(line)
        try await process.wait(nanoseconds: 0)
    }

    private func workers(_ mailbox: Mailbox) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<4 {
                group.addTask {
                    try await process.sleep(for: .milliseconds(worker % 2 * 10))
                    try await mailbox.put("worker \(worker)")
                }
            }
            try await group.waitForAll()
        }
        try await withThrowingTaskGroup(of: String.self) { group in
            group.addTask {
                try await process.sleep(for: .seconds(3_600))
                return "slow"
            }
            group.addTask {
                try await process.wait(nanoseconds: 5_000_000)
                return "quick"
            }
            let first = try await group.next() ?? "none"
            group.cancelAll()
            try await mailbox.put("first: \(first)")
        }
    }

    private func ask(_ mailbox: Mailbox) async throws {
        async let left = answer(after: 7)
        async let right = answer(after: 7)
        let sum = try await left + right
        try await mailbox.put("sum \(sum)")
    }

    private func answer(after milliseconds: Int64) async throws -> Int {
        try await process.park { waiter in
            simulation.schedule(after: .milliseconds(milliseconds)) { waiter.resume(returning: 21) }
        }
    }
}

/// A plain actor, as rehearsed actors are.
actor Mailbox {
    private let program: RehearsedProgram
    private var count = 0

    init(program: RehearsedProgram) {
        self.program = program
    }

    func put(_ message: String) async throws {
        count += 1
        try await program.emit("\(count) \(message)")
    }
}
