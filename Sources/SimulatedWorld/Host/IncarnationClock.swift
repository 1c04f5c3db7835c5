import EventsAndEffects
import SimulationKernel

/// The clock of one life of a server: virtual time, and the wall clock of its machine.
struct IncarnationClock: ServerClock, @unchecked Sendable {
    let simulation: Simulation
    let incarnation: Incarnation
    let wallClock: WallClock

    var monotonicNow: MonotonicInstant {
        MonotonicInstant(nanoseconds: simulation.now.nanoseconds)
    }

    var wallNow: WallInstant {
        wallClock.reading(at: simulation.now)
    }

    func sleep(for duration: Duration) async throws {
        try await incarnation.sleep(nanoseconds: duration.nanoseconds)
    }
}
