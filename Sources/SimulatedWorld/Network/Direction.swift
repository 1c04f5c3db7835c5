import DequeModule
import SimulationKernel

/// What is on its way in one direction of a connection: first in, first out.
final class Direction {
    private var inFlight: Deque<() -> Void> = []
    private var lastArrival: Int64 = 0

    /// Runs `arrival` after `latency` nanoseconds, and after everything sent before.
    ///
    /// Each callback takes what is first, so that two arrivals at one instant keep their order
    /// whatever the scheduler does.
    func send(taking latency: Int64, on simulation: Simulation, _ arrival: @escaping () -> Void) {
        let now = simulation.now.nanoseconds
        lastArrival = max(lastArrival, now + latency)
        inFlight.append(arrival)
        simulation.schedule(afterNanoseconds: lastArrival - now) { [self] in
            inFlight.removeFirst()()
        }
    }
}
