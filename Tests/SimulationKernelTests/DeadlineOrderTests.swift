import SimulationKernel
import Testing

/// The order of deadlines against a plain list that is searched for its least.
@Suite("The order of deadlines")
struct DeadlineOrderTests {
    /// How far ahead deadlines lie: everything from neighbouring nanoseconds to the end of time.
    enum Spread: CaseIterable {
        case nanoseconds, milliseconds, equal, anyMagnitude, endOfTime

        func draw(_ stream: inout RandomStream, after now: Int64) -> Int64 {
            switch self {
            case .nanoseconds: return now + stream.uniform(in: 1...200)
            case .milliseconds: return now + stream.uniform(in: 1...1_000) * 1_000_000
            case .equal: return (now / 50 + 1) * 50
            case .anyMagnitude:
                return now + (Int64(1) << stream.uniform(in: 0...40))
                    + stream.uniform(in: 0...1)
            case .endOfTime: return stream.chance(0.5) ? .max : .max - stream.uniform(in: 0...99)
            }
        }
    }

    /// A simulation and what must happen in it.
    private final class Bench {
        let simulation: Simulation
        var stream: RandomStream
        var spread: Spread
        var pending: [(deadline: Int64, number: Int, handle: ScheduledAction)] = []
        var scheduled = 0
        var ran = 0
        var cancelled = 0
        var mistakes: [String] = []

        init(seed: UInt64, spread: Spread) {
            simulation = Simulation(seed: seed, policy: .fifo)
            stream = simulation.randomStream("deadlines")
            self.spread = spread
        }

        func add() {
            let number = scheduled
            scheduled += 1
            let deadline = spread.draw(&stream, after: simulation.now.nanoseconds)
            let handle = simulation.schedule(at: VirtualInstant(nanoseconds: deadline)) {
                [unowned self] in run(number, deadline)
            }
            pending.append((deadline, number, handle))
        }

        func cancelSome(_ share: Double) {
            for index in pending.indices.reversed() where stream.chance(share) {
                simulation.cancel(pending.remove(at: index).handle)
                cancelled += 1
            }
        }

        private func run(_ number: Int, _ deadline: Int64) {
            ran += 1
            let least = pending.min { ($0.deadline, $0.number) < ($1.deadline, $1.number) }
            if least?.number != number {
                mistakes.append("\(number) ran before \(least?.number ?? -1)")
            }
            if simulation.now.nanoseconds != deadline { mistakes.append("\(number) was late") }
            pending.removeAll { $0.number == number }
            // One for one, until there were enough; sometimes two or none.
            guard scheduled < 1_500, simulation.now.nanoseconds < .max - 100 else { return }
            for _ in 0..<stream.uniform(in: 0...2) { add() }
            if stream.chance(0.05) { cancelSome(0.3) }
        }
    }

    @Test(arguments: Spread.allCases, 0..<12 as Range<UInt64>)
    func `every callback runs at its time, after all that are due before`(
        spread: Spread,
        seed: UInt64
    ) {
        let bench = Bench(seed: seed, spread: spread)
        for _ in 0..<200 { bench.add() }
        #expect(bench.simulation.runToTheEnd() == .idle)
        #expect(bench.mistakes == [])
        #expect(bench.pending.isEmpty)
        #expect(bench.ran == bench.scheduled - bench.cancelled)
        #expect(bench.scheduled >= 200)
    }

    @Test(arguments: Spread.allCases, 0..<12 as Range<UInt64>)
    func `what is scheduled after a stop may be due before everything else`(
        spread: Spread,
        seed: UInt64
    ) {
        let bench = Bench(seed: seed, spread: spread)
        let simulation = bench.simulation
        for round in 0..<60 {
            for _ in 0..<5 { bench.add() }
            if round % 7 == 3 { bench.cancelSome(0.9) }
            // A stop looks at the next deadline, wherever it is, and moves the clock not so far.
            let now = simulation.now.nanoseconds
            let next = bench.pending.map(\.deadline).min() ?? now + 1_000
            let stop = VirtualInstant(nanoseconds: now + (next - now) / 2)
            if round.isMultiple(of: 2) || stop.nanoseconds >= next {
                #expect(simulation.run(until: stop) != .stepLimit)
            } else {
                simulation.advance(to: stop)
            }
            #expect(simulation.now == stop || bench.pending.isEmpty)
            bench.spread = Spread.allCases[Int(bench.stream.uniform(in: 0...3))]
            bench.add()
            bench.spread = spread
        }
        #expect(simulation.runToTheEnd() == .idle)
        #expect(bench.mistakes == [])
        #expect(bench.pending.isEmpty)
        #expect(bench.ran == bench.scheduled - bench.cancelled)
    }
}
