import EventsAndEffects
import SimulationKernel

/// The wall clock of one machine: it stands at 2026-01-01T00:00:00Z as the run begins, and goes as
/// virtual time does, but for its jumps.
///
/// Driven on the simulation's one thread, like everything of the world.
final class WallClock: @unchecked Sendable {
    private static let origin: Int64 = 1_767_225_600_000

    private var offset: Int64 = 0

    /// What it shows.
    func reading(at instant: VirtualInstant) -> WallInstant {
        WallInstant(milliseconds: Self.origin + (instant.nanoseconds + offset) / 1_000_000)
    }

    /// Jumps forward, or back if the distance is negative.
    func jump(by distance: Duration) {
        offset += distance.nanosecondsRoundedUp
    }
}
