import EventsAndEffects
import SimulationKernel

/// The clock of one life of a server: virtual time, and a wall clock that stands at
/// 2026-01-01T00:00:00Z as the run begins.
struct IncarnationClock: ServerClock, @unchecked Sendable {
    private static let origin: Int64 = 1_767_225_600_000

    let simulation: Simulation
    let incarnation: Incarnation

    var monotonicNow: MonotonicInstant {
        MonotonicInstant(nanoseconds: simulation.now.nanoseconds)
    }

    var wallNow: WallInstant {
        WallInstant(milliseconds: Self.origin + simulation.now.nanoseconds / 1_000_000)
    }

    func sleep(for duration: Duration) async throws {
        try await incarnation.sleep(nanoseconds: duration.nanoseconds)
    }
}
