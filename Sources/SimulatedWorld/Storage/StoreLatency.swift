import Histories
import Scenarios
import SimulationKernel

/// How long store calls take.
///
/// Determinism: each session's calls draw from a stream of their own; while a fault makes them slow,
/// that draw is made and not used, so that nothing else moves.
struct StoreLatency {
    private let plan: Plan
    private let usual: Sampler
    private var streams: [RandomStream?] = []
    private var slowStream: RandomStream
    private var slowness: [(fault: Int, sampler: Sampler)] = []
    private var slownessCount = 0

    init(plan: Plan) {
        self.plan = plan
        usual = plan.scenario.store.latency.sampler
        slowStream = plan.stream("store-slow")
    }

    /// How long a call takes before its transaction and after it, in nanoseconds.
    mutating func draw(of session: SessionNumber) -> (before: Int64, after: Int64) {
        while streams.count <= session.index { streams.append(nil) }
        var stream = streams[session.index] ?? plan.stream("store").child(session.index)
        defer { streams[session.index] = stream }
        let whole = usual.draw(using: &stream)
        let before = stream.uniform(in: 0...whole)
        guard let slow = slowness.last else { return (before, whole - before) }
        let slowWhole = slow.sampler.draw(using: &slowStream)
        let slowBefore = slowStream.uniform(in: 0...slowWhole)
        return (slowBefore, slowWhole - slowBefore)
    }

    /// Makes calls that begin from now on slow; of several such faults the last one counts.
    ///
    /// - Returns: what ends it.
    mutating func slow(_ latency: Distribution<Duration>) -> Int {
        slownessCount += 1
        slowness.append((slownessCount, latency.sampler))
        return slownessCount
    }

    /// Ends a slowness.
    ///
    /// - Returns: false if it has ended before.
    mutating func heal(_ fault: Int) -> Bool {
        guard let index = slowness.firstIndex(where: { $0.fault == fault }) else { return false }
        slowness.remove(at: index)
        return true
    }

    /// Ends all slowness; returns how many faults that were.
    mutating func healAll() -> Int {
        defer { slowness = [] }
        return slowness.count
    }
}
