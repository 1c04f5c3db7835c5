import EventsAndEffects
import Histories
import SimulationKernel

/// The wall clock of one machine: it begins at the same instant in every run, and goes as virtual
/// time does, but for its jumps.
///
/// Driven on the simulation's one thread, like everything of the world.
final class WallClock: @unchecked Sendable {
    private var offset: Int64 = 0

    /// What it shows.
    func reading(at instant: VirtualInstant) -> WallInstant {
        let elapsed = (instant.nanoseconds + offset) / 1_000_000
        return WallInstant(milliseconds: HistoryHeader.wallClockOrigin + elapsed)
    }

    /// Jumps forward, or back if the distance is negative.
    func jump(by distance: Duration) {
        offset += distance.nanosecondsRoundedUp
    }
}
