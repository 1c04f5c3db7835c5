import EventsAndEffects
import SimulationKernel
import Testing

/// A virtual clock, a store and agents that a test plays with, and servers on them.
///
/// Everything happens on the one thread that drives the simulation, so plain properties do.
final class Stage: @unchecked Sendable {
    let simulation: Simulation
    let process: Incarnation
    let store: StagedStore
    let agents: StagedAgents
    let clock: StagedClock

    init(seed: UInt64) {
        simulation = Simulation(seed: seed, policy: .random)
        process = simulation.boot(named: "test")
        clock = StagedClock(simulation: simulation, process: process)
        store = StagedStore(clock: clock)
        agents = StagedAgents(clock: clock)
    }

    /// Runs a test on a stage, until its body has returned.
    static func play(
        seed: UInt64 = 1,
        _ body: @escaping @Sendable (Stage) async throws -> Void
    ) throws {
        let stage = Stage(seed: seed)
        let ending = Recorded<Result<Void, any Error>>()
        stage.process.start("body") {
            do {
                try await body(stage)
                ending.append(.success(()))
            } catch {
                ending.append(.failure(error))
            }
            stage.simulation.requestStop()
        }
        let result = stage.simulation.run(until: .distantFuture, maximumSteps: 2_000_000)
        stage.process.crash()
        try stage.simulation.finish()
        #expect(result == .stopped)
        try #require(ending.items.first, "The body has not returned.").get()
    }

    /// Virtual time since the stage was made, in milliseconds.
    var milliseconds: Int64 { simulation.now.nanoseconds / 1_000_000 }

    /// Lets time pass.
    func pause(_ duration: Duration) async throws {
        try await process.sleep(for: duration)
    }

    /// Makes a server and runs it.
    func start(
        _ configure: (inout ServerConfiguration) -> Void = { _ in },
        parts: ServerParts = ServerParts()
    ) -> StagedServer {
        let server = StagedServer(on: self, configure, parts: parts)
        process.start("server") {
            await server.chat.run()
            server.endedAt = self.milliseconds
        }
        return server
    }

    /// Makes a socket with enough room for everything.
    func socket() -> StagedSocket {
        StagedSocket(process: process)
    }
}

/// Things in the order in which they happened.
final class Recorded<Item: Sendable>: @unchecked Sendable {
    private(set) var items: [Item] = []

    func append(_ item: Item) { items.append(item) }
}

/// Virtual time as a server's clock; the wall clock can be moved.
final class StagedClock: ServerClock, @unchecked Sendable {
    private let simulation: Simulation
    private let process: Incarnation
    /// How far the wall clock is ahead of where it began, in milliseconds.
    var wallOffset: Int64 = 1_000_000

    init(simulation: Simulation, process: Incarnation) {
        self.simulation = simulation
        self.process = process
    }

    var monotonicNow: MonotonicInstant {
        MonotonicInstant(nanoseconds: simulation.now.nanoseconds)
    }

    var wallNow: WallInstant {
        WallInstant(milliseconds: wallOffset + simulation.now.nanoseconds / 1_000_000)
    }

    func sleep(for duration: Duration) async throws {
        try await process.sleep(for: duration)
    }

    /// Waits, whether the task is cancelled or not.
    func wait(_ duration: Duration) async throws {
        try await process.wait(nanoseconds: duration.nanoseconds)
    }
}

/// Identifiers that count.
final class StagedIdentifiers: IdentifierSource, @unchecked Sendable {
    private let prefix: String
    private var count = 0

    init(prefix: String) {
        self.prefix = prefix
    }

    func next() -> String {
        count += 1
        return "\(prefix)-\(count)"
    }
}
