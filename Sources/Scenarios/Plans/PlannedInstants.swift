internal import SimulationKernel

/// The instants of an `every` trigger, in order, from the start of the run to the end of the safety
/// phase, which is not one of them.
///
/// Drawn one by one, because a day of simulated time may have millions.
package struct PlannedInstants: Sequence, IteratorProtocol, Sendable {
    /// Two firings are at least this far apart, whatever a distribution draws.
    package static let shortestInterval: Duration = .milliseconds(1)

    private let interval: Distribution<Duration>
    private let end: Duration
    private var stream: RandomStream
    private var now: Duration = .zero

    init(interval: Distribution<Duration>, end: Duration, stream: RandomStream) {
        self.interval = interval
        self.end = end
        self.stream = stream
    }

    /// The next instant, or `nil` when the safety phase is over by then.
    package mutating func next() -> Duration? {
        now += Swift.max(Self.shortestInterval, interval.draw(using: &stream))
        return now < end ? now : nil
    }
}
