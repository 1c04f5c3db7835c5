import DequeModule

/// What is on its way in one direction of a connection: first in, first out.
///
/// It holds plain frames and the few other arrivals as closures; whoever schedules an arrival takes
/// what is first, so that two arrivals at one instant keep their order whatever the scheduler does.
struct Direction<Frame> {
    /// What arrives.
    enum Arrival {
        case frame(Frame)
        case action(() -> Void)
    }

    private var inFlight: Deque<Arrival> = []
    private var lastInstant: Int64 = 0

    /// Takes what is sent at `now`, and returns how long it is on its way, in nanoseconds.
    ///
    /// That is `latency`, or more if something that was sent before arrives later.
    mutating func send(_ arrival: Arrival, at now: Int64, taking latency: Int64) -> Int64 {
        lastInstant = max(lastInstant, now + latency)
        inFlight.append(arrival)
        return lastInstant - now
    }

    /// What arrives now.
    mutating func arrive() -> Arrival {
        inFlight.removeFirst()
    }
}
