import SimulationKernel
import Testing

@Suite("Determinism")
struct DeterminismTests {
    @Test func `five hundred seeds give the same run twice, and hardly two the same`() throws {
        var fingerprints: Set<Fingerprint> = []
        var transcripts: Set<[String]> = []
        for seed in 0..<500 as Range<UInt64> {
            let first = try RehearsedProgram.outcome(seed: seed)
            let second = try RehearsedProgram.outcome(seed: seed)
            try #require(first == second, "seed \(seed)")
            try #require(first.result == .idle)
            try #require(first.lines.count == 11, "all of the program has run")
            fingerprints.insert(first.fingerprint)
            transcripts.insert(first.lines)
        }
        #expect(fingerprints.count == 500)
        #expect(transcripts.count > 400)
    }

    @Test func `simulations on many threads at once run as one after another`() async throws {
        let seeds = 0..<64 as Range<UInt64>
        let serial = try seeds.map { try RehearsedProgram.outcome(seed: $0).fingerprint }
        let parallel = try await withThrowingTaskGroup(of: (Int, Fingerprint).self) { group in
            for seed in seeds {
                group.addTask { (Int(seed), try RehearsedProgram.outcome(seed: seed).fingerprint) }
            }
            return try await group.reduce(into: [Int: Fingerprint]()) { $0[$1.0] = $1.1 }
        }
        #expect(seeds.map { parallel[Int($0)] } == serial.map { $0 })
    }

    @Test func `another process, with other hash seeds, gives the same fingerprints`() async throws
    {
        let outcome = await #expect(
            processExitsWith: .success,
            observing: [\.standardOutputContent]
        ) {
            for seed in 0..<20 as Range<UInt64> {
                print("fingerprint", try RehearsedProgram.outcome(seed: seed).fingerprint)
            }
        }
        let output = String(decoding: outcome?.standardOutputContent ?? [], as: UTF8.self)
        let theirs = output.split(separator: "\n").filter { $0.hasPrefix("fingerprint ") }
        let ours = try (0..<20 as Range<UInt64>).map { seed in
            "fingerprint \(try RehearsedProgram.outcome(seed: seed).fingerprint)"
        }
        #expect(theirs.map(String.init) == ours)
    }

    @Test func `random scheduling reaches all 90 orders of three tasks with two calls each`() {
        actor Counter {
            private var order = ""
            func call(_ name: String) { order += name }
            func finalOrder() -> String { order }
        }
        var orders: Set<String> = []
        for seed in 0..<3_000 as Range<UInt64> {
            let simulation = Simulation(seed: seed, policy: .random)
            let process = simulation.boot(named: "process")
            let counter = Counter()
            let log = Log()
            process.start("main") {
                await withTaskGroup { group in
                    for name in ["a", "b", "c"] {
                        group.addTask {
                            for _ in 0..<2 {
                                try? await process.wait(nanoseconds: 0)
                                await counter.call(name)
                            }
                        }
                    }
                }
                log.append(await counter.finalOrder())
            }
            simulation.runToTheEnd()
            orders.formUnion(log.lines)
        }
        #expect(orders.count == 90)
    }

    @Test func `another consumer of randomness shifts no scheduling decision`() throws {
        let plain = try RehearsedProgram.outcome(seed: 8)
        let simulation = Simulation(seed: 8, policy: .random)
        var other = simulation.randomStream("a fault that is new")
        for _ in 0..<100 { _ = other.next() }
        let program = RehearsedProgram(simulation)
        program.start()
        #expect(try program.finish() == plain)
    }

    @Test func `the fingerprint tells absorbed values, their order and their kinds apart`() {
        func fingerprint(_ body: (Simulation) -> Void) -> Fingerprint {
            let simulation = Simulation(seed: 1, policy: .fifo)
            body(simulation)
            return simulation.fingerprint
        }
        let different = [
            fingerprint { _ in },
            fingerprint { $0.absorb(0) },
            fingerprint { $0.absorb(1) },
            fingerprint {
                $0.absorb(0); $0.absorb(1)
            },
            fingerprint {
                $0.absorb(1); $0.absorb(0)
            },
            fingerprint { $0.absorb("") },
            fingerprint { $0.absorb("a") },
            fingerprint { $0.absorb("a\0") },
            fingerprint { $0.absorb("12345678") },
            fingerprint { $0.absorb("123456789") },
        ]
        #expect(Set(different).count == different.count)
        let literal: StaticString = "123456789"
        #expect(fingerprint { $0.absorb(literal) } == different[9])
        #expect("\(Fingerprint(value: 0xAB))" == "00000000000000ab")
    }
}
