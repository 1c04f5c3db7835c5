import SimulationKernel
import Testing

@Suite("Priorities of causal chains")
struct PriorityPolicyTests {
    /// A bug of depth 1: the reader must come to its end before the writer has begun.
    private static func missesWrite(seed: UInt64, policy: any Policy) throws -> Bool {
        let simulation = Simulation(seed: seed, policy: policy)
        let process = simulation.boot(named: "process")
        let log = Log()
        process.start("reader") {
            for _ in 0..<20 { try? await process.wait(nanoseconds: 0) }
            log.append("read")
        }
        process.start("writer") { log.append("written") }
        simulation.runToTheEnd()
        try simulation.finish()
        return log.lines.first == "read"
    }

    /// A bug of depth 2: the closer must come after the user's look and before its use, though it
    /// is ready from the start.
    private static func usesClosed(seed: UInt64, policy: any Policy) throws -> Bool {
        let simulation = Simulation(seed: seed, policy: policy)
        let process = simulation.boot(named: "process")
        let log = Log()
        process.start("user") {
            for _ in 0..<12 { try? await process.wait(nanoseconds: 0) }
            log.append("opened, looked at")
            try? await process.wait(nanoseconds: 0)
            log.append("used")
        }
        process.start("closer") { log.append("closed") }
        simulation.runToTheEnd()
        try simulation.finish()
        return log.lines == ["opened, looked at", "closed", "used"]
    }

    private func count(
        _ program: (UInt64, any Policy) throws -> Bool,
        _ policy: any Policy,
        seeds: ClosedRange<UInt64> = 1...500
    ) rethrows -> Int {
        try seeds.count { try program($0, policy) }
    }

    @Test func `a bug of depth 1 is found by every second seed, at random by none`() throws {
        #expect(try count(Self.missesWrite, .random) == 0)
        #expect(try count(Self.missesWrite, .pct(depth: 1)) > 200)
        #expect(try count(Self.missesWrite, .pct(depth: 3)) > 200)
    }

    @Test func `a bug of depth 2 is found with a change, and not without`() throws {
        #expect(try count(Self.usesClosed, .random) == 0)
        #expect(try count(Self.usesClosed, .pct(depth: 1)) == 0)
        #expect(try count(Self.usesClosed, .pct(depth: 2, choices: 16)) > 10)
    }

    @Test func `it is found, if less often, when nobody says how long a run is`() throws {
        let found = try count(Self.usesClosed, .pct(depth: 2), seeds: 1...3_000)
        #expect(found > 3)
    }

    @Test func `a task stays in its chain, whoever wakes it`() throws {
        // The bystander is ready from the start: between two chains a seed runs it first or last,
        // and never in the middle of the task's waits.
        for seed in 1...200 as ClosedRange<UInt64> {
            let simulation = Simulation(seed: seed, policy: .pct(depth: 1))
            let process = simulation.boot(named: "process")
            let log = Log()
            process.start("task") {
                log.append("task")
                try? await process.wait(nanoseconds: 0)
                log.append("task")
                try? await process.park { $0.resume(returning: ()) }
                log.append("task")
                await withTaskGroup { group in
                    group.addTask { log.append("task") }
                }
                log.append("task")
            }
            process.start("bystander") { log.append("bystander") }
            simulation.runToTheEnd()
            let place = try #require(log.lines.firstIndex(of: "bystander"))
            #expect(place == 0 || place == 5, "seed \(seed)")
            try simulation.finish()
        }
    }

    @Test(arguments: [1, 3])
    func `five hundred seeds give the same run twice, and hardly two the same`(
        depth: Int
    ) throws {
        var fingerprints: Set<Fingerprint> = []
        for seed in 0..<500 as Range<UInt64> {
            let first = try RehearsedProgram.outcome(seed: seed, policy: .pct(depth: depth))
            let second = try RehearsedProgram.outcome(seed: seed, policy: .pct(depth: depth))
            try #require(first == second, "seed \(seed)")
            try #require(first.result == .idle)
            try #require(first.lines.count == 11, "all of the program has run")
            fingerprints.insert(first.fingerprint)
        }
        #expect(fingerprints.count > 490)
    }

    @Test func `another process, with other hash seeds, gives the same fingerprints`() async throws
    {
        let outcome = await #expect(
            processExitsWith: .success,
            observing: [\.standardOutputContent]
        ) {
            for seed in 0..<20 as Range<UInt64> {
                let outcome = try RehearsedProgram.outcome(seed: seed, policy: .pct(depth: 3))
                print("fingerprint", outcome.fingerprint)
            }
        }
        let output = String(decoding: outcome?.standardOutputContent ?? [], as: UTF8.self)
        let theirs = output.split(separator: "\n").filter { $0.hasPrefix("fingerprint ") }
        let ours = try (0..<20 as Range<UInt64>).map { seed in
            let outcome = try RehearsedProgram.outcome(seed: seed, policy: .pct(depth: 3))
            return "fingerprint \(outcome.fingerprint)"
        }
        #expect(theirs.map(String.init) == ours)
    }

    @Test func `simulations on many threads at once run as one after another`() async throws {
        let seeds = 0..<64 as Range<UInt64>
        let policy = PriorityPolicy(depth: 2)
        let serial = try seeds.map {
            try RehearsedProgram.outcome(seed: $0, policy: policy).fingerprint
        }
        let parallel = try await withThrowingTaskGroup(of: (Int, Fingerprint).self) { group in
            for seed in seeds {
                group.addTask {
                    let outcome = try RehearsedProgram.outcome(seed: seed, policy: policy)
                    return (Int(seed), outcome.fingerprint)
                }
            }
            return try await group.reduce(into: [Int: Fingerprint]()) { $0[$1.0] = $1.1 }
        }
        #expect(seeds.map { parallel[Int($0)] } == serial.map { $0 })
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `a recorded run can be repeated without the policy`(seed: UInt64) throws {
        let simulation = Simulation(seed: seed, policy: .pct(depth: 3), recordsSchedule: true)
        let program = RehearsedProgram(simulation)
        program.start()
        let recorded = try program.finish()
        let repeated = Simulation(seed: seed, policy: .replay(simulation.recordedSchedule))
        let again = RehearsedProgram(repeated)
        again.start()
        #expect(try again.finish() == recorded)
        #expect(repeated.divergence == nil)
    }

    @Test(arguments: [1, 2] as [UInt64])
    func `a crash before any step unwinds everything and changes nothing`(seed: UInt64) throws {
        let whole = try RehearsedProgram.outcome(seed: seed, policy: .pct(depth: 3))
        for step in 0...whole.steps {
            let simulation = Simulation(seed: seed, policy: .pct(depth: 3))
            let program = RehearsedProgram(simulation)
            program.start()
            simulation.interrupt(beforeStep: step) { program.process.crash() }
            let outcome = try program.finish()
            #expect(outcome.result == .idle)
            #expect(whole.lines.starts(with: outcome.lines))
        }
    }
}
