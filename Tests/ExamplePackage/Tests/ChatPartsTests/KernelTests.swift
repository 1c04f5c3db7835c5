import SimulationKernel
import Synchronization
import Testing

/// The kernel alone, with a program that is no chat server.
@Suite struct KernelTests {
    private static let seeds: ClosedRange<UInt64> = 1...1_000

    /// One seed's run: what was sold, and how to have it again.
    private struct Run {
        let tickets: [String]
        let schedule: Schedule
        let fingerprint: Fingerprint
    }

    /// Sells one seat to two customers, of whom Ben comes long after Ada, unless the schedule turns.
    private func sell(
        seed: UInt64,
        policy: any Policy,
        reservesFirst: Bool
    ) throws -> Run {
        let simulation = Simulation(seed: seed, policy: policy, recordsSchedule: true)
        let process = simulation.boot(named: "box office")
        let turn: @Sendable () async throws -> Void = { try await process.wait(nanoseconds: 0) }
        let tickets = Tickets()
        let office = BoxOffice(seats: 1, reservesFirst: reservesFirst, tickets: tickets, pay: turn)
        for (customer, steps) in [("Ada", 1), ("Ben", 6)] {
            process.start(customer) {
                for _ in 1...steps { try? await turn() }
                try? await office.sell(to: customer)
            }
        }
        #expect(simulation.run(until: .zero + .seconds(1)) == .idle)
        #expect(simulation.divergence == nil)
        for name in tickets.names { simulation.absorb(name) }
        let run = Run(
            tickets: tickets.names,
            schedule: simulation.recordedSchedule,
            fingerprint: simulation.fingerprint
        )
        try simulation.finish()
        return run
    }

    @Test func `In the order of arrival nothing is wrong`() throws {
        let run = try sell(seed: 1, policy: .fifo, reservesFirst: false)
        #expect(run.tickets == ["Ada"])
    }

    @Test(arguments: ["random", "pct"])
    func `A thousand schedules find the seat that is sold twice, and one can be replayed`(
        name: String
    ) throws {
        let policy: any Policy = name == "pct" ? .pct(depth: 2) : .random
        var found: [UInt64: Run] = [:]
        for seed in Self.seeds {
            let run = try sell(seed: seed, policy: policy, reservesFirst: false)
            if run.tickets.count > 1 { found[seed] = run }
        }
        #expect(!found.isEmpty)
        #expect(found.count < Self.seeds.count)

        let (seed, run) = try #require(found.min { $0.key < $1.key })
        let written = run.schedule.description
        let replayed = try sell(
            seed: seed,
            policy: .replay(try Schedule(text: written)),
            reservesFirst: false
        )
        #expect(replayed.tickets == run.tickets)
        #expect(replayed.fingerprint == run.fingerprint)
    }

    @Test func `A policy of one's own decides as well`() throws {
        let run = try sell(seed: 1, policy: NewestFirst(), reservesFirst: false)
        #expect(run.tickets.count == 1)
        let again = try sell(seed: 2, policy: NewestFirst(), reservesFirst: false)
        #expect(again.schedule == run.schedule)
    }

    @Test(arguments: ["random", "pct"])
    func `Who reserves before the payment sells one seat once`(name: String) throws {
        let policy: any Policy = name == "pct" ? .pct(depth: 2) : .random
        for seed in Self.seeds {
            let run = try sell(seed: seed, policy: policy, reservesFirst: true)
            #expect(run.tickets.count == 1)
        }
    }
}

/// Runs what became ready last, and needs no randomness for it.
private struct NewestFirst: Policy {
    func begin(_ stream: RandomStream) {}

    func choose(_ choice: Choice) -> Int { choice.alternatives - 1 }
}

/// Sells seats: plain Swift, which knows of no simulation.
private actor BoxOffice {
    private var seats: Int
    private let reservesFirst: Bool
    private let tickets: Tickets
    private let pay: @Sendable () async throws -> Void

    init(
        seats: Int,
        reservesFirst: Bool,
        tickets: Tickets,
        pay: @escaping @Sendable () async throws -> Void
    ) {
        self.seats = seats
        self.reservesFirst = reservesFirst
        self.tickets = tickets
        self.pay = pay
    }

    func sell(to customer: String) async throws {
        guard seats > 0 else { return }
        if reservesFirst { seats -= 1 }
        // While one customer pays, the actor serves the next one.
        try await pay()
        if !reservesFirst { seats -= 1 }
        tickets.print(for: customer)
    }
}

/// What was sold.
private final class Tickets: Sendable {
    private let printed = Mutex<[String]>([])

    var names: [String] { printed.withLock { $0 } }

    func print(for customer: String) {
        printed.withLock { $0.append(customer) }
    }
}
