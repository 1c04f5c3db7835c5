import SimulationKernel
import Testing

@Suite("The search through all schedules")
struct ScheduleSearchTests {
    /// What a search through a program came to.
    private struct Result {
        var tried: Int
        var merged: Int
        var orders: Set<[String]>
    }

    /// Searches all schedules of a program that writes a log.
    ///
    /// States are told apart by the log as a whole, or not at all, or by a view of it.
    private func search(
        preemptions: Int,
        telling view: (([String]) -> UInt64)? = nil,
        _ program: (Simulation, Log) -> Void
    ) throws -> Result {
        var search = ScheduleSearch(preemptions: preemptions)
        var orders: Set<[String]> = []
        while let candidate = search.next(1).first {
            let simulation = Simulation(
                seed: 1,
                policy: DepartingPolicy(candidate.departures, tellsStates: view != nil),
                recordsSchedule: true
            )
            let log = Log()
            if let view { simulation.recordStates { view(log.lines) } }
            program(simulation, log)
            _ = simulation.runToTheEnd()
            try simulation.finish()
            orders.insert(log.lines)
            search.add(.init(simulation), of: candidate)
        }
        #expect(search.isFinished)
        #expect(search.knownCount == 0)
        return Result(tried: search.triedCount, merged: search.mergedCount, orders: orders)
    }

    private static func hash(_ lines: [String]) -> UInt64 {
        var hash = StateHash()
        for line in lines { hash.absorb(line) }
        return hash.value
    }

    private static func set(_ lines: [String]) -> UInt64 { hash(lines.sorted()) }

    /// So many callbacks at one instant.
    private func callbacks(_ count: Int) -> (Simulation, Log) -> Void {
        { simulation, log in
            for number in 1...count {
                simulation.schedule(after: .seconds(1)) { log.append("\(number)") }
            }
        }
    }

    @Test(arguments: [(1, 1), (2, 2), (3, 6), (4, 24), (5, 120)])
    func `callbacks of one instant run in every order, each once`(count: Int, orders: Int) throws {
        let result = try search(preemptions: .max, callbacks(count))
        #expect(result.tried == orders)
        #expect(result.orders.count == orders)
    }

    /// With n entries ready, n − 1, n − 2 … 1 departures are possible at the choices: the number of
    /// schedules with k of them is a Stirling number of the first kind.
    @Test(arguments: [(0, 1), (1, 7), (2, 18), (3, 24)])
    func `a bound leaves out what departs more often`(preemptions: Int, orders: Int) throws {
        let result = try search(preemptions: preemptions, callbacks(4))
        #expect(result.tried == orders)
        #expect(result.orders.count == orders)
    }

    /// Three processes that each write twice, with a wait between the writes.
    private func processes(_ simulation: Simulation, _ log: Log) {
        let process = simulation.boot(named: "process")
        for name in ["a", "b", "c"] {
            process.start(name) {
                try? await process.sleep(for: .zero)
                log.append("\(name)1")
                try? await process.sleep(for: .zero)
                log.append("\(name)2")
            }
        }
    }

    /// 6! / (2! · 2! · 2!) = 90.
    @Test func `three tasks of two steps interleave in all ninety ways`() throws {
        let all = try search(preemptions: .max, processes)
        #expect(all.orders.count == 90)
        let pruned = try search(preemptions: .max, telling: Self.hash, processes)
        #expect(pruned.orders == all.orders)
        #expect(pruned.tried <= all.tried)
    }

    @Test func `states that the order does not matter to are gone through once`() throws {
        let result = try search(preemptions: .max, telling: Self.set, processes)
        let all = try search(preemptions: .max, processes)
        #expect(result.merged > 0)
        #expect(result.tried < all.tried)
        // What was written in the end is the same in all of them: nothing is lost.
        #expect(Set(result.orders.map { $0.sorted() }) == Set(all.orders.map { $0.sorted() }))
    }

    /// Two instants with three callbacks each: 6 · 6 schedules; where the order within the first
    /// instant makes no difference later, the second is gone through once: 6 + 5.
    @Test func `what follows a state is tried once`() throws {
        let program: (Simulation, Log) -> Void = { simulation, log in
            for second in 1...2 {
                for number in 1...3 {
                    simulation.schedule(after: .seconds(second)) {
                        log.append("\(second).\(number)")
                    }
                }
            }
        }
        #expect(try search(preemptions: .max, program).tried == 36)
        #expect(try search(preemptions: .max, telling: Self.hash, program).tried == 36)
        #expect(try search(preemptions: .max, telling: Self.set, program).tried == 11)
    }

    /// Two callbacks of the first second each set one off for the third; in the second there is a
    /// choice that has nothing to do with them.
    @Test func `what waits for one instant is told apart by its order`() throws {
        func states(_ departures: [DepartingPolicy.Departure]) throws -> [UInt64] {
            let simulation = Simulation(
                seed: 1,
                policy: DepartingPolicy(departures, tellsStates: true),
                recordsSchedule: true
            )
            simulation.recordStates { 0 }
            for _ in 1...2 {
                simulation.schedule(after: .seconds(1)) {
                    simulation.schedule(after: .seconds(2)) {}
                }
                simulation.schedule(after: .seconds(2)) {}
            }
            _ = simulation.runToTheEnd()
            try simulation.finish()
            return simulation.recordedStates
        }
        let (plain, swapped) = (
            try states([]), try states([.init(choice: 0, entry: 1)])
        )
        #expect(plain.count == swapped.count)
        #expect(plain.first == swapped.first)
        // The choices of the second second, and those of the third.
        #expect(zip(plain, swapped).dropFirst().allSatisfy { $0 != $1 })
        #expect(plain.count == 3)
    }

    /// Two callbacks add to one number, and the second forgets what the first has added if it reads
    /// before that is written.
    @Test func `a lost update is found with one departure, and not with none`() throws {
        let program: (Simulation, Log) -> Void = { simulation, log in
            var number = 0
            func add() {
                let read = number
                simulation.schedule(after: .seconds(2)) {
                    number = read + 1
                    log.append("\(number)")
                }
            }
            simulation.schedule(after: .zero, add)
            simulation.schedule(after: .seconds(1)) { simulation.schedule(after: .seconds(1), add) }
        }
        let plain = try search(preemptions: 0, program)
        #expect(plain.tried == 1)
        #expect(plain.orders == [["1", "2"]])
        let one = try search(preemptions: 1, program)
        #expect(one.tried == 2)
        #expect(one.orders == [["1", "2"], ["1", "1"]])
    }

    @Test func `candidates may be taken many at a time`() throws {
        var search = ScheduleSearch(preemptions: 2)
        let root = try #require(search.next(10).first)
        #expect(root.departures.isEmpty)
        #expect(!search.isFinished)
        #expect(search.next(10).isEmpty)
        search.add(.init(alternatives: [2, 3]), of: root)
        #expect(search.knownCount == 3)
        let children = search.next(2)
        #expect(
            children.map(\.departures) == [
                [.init(choice: 0, entry: 1)], [.init(choice: 1, entry: 1)],
            ]
        )
        #expect(search.knownCount == 3)
    }
}
