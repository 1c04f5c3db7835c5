import SimulationKernel

/// The timers of the ring as callbacks that each schedule themselves again: what one event of the
/// world costs, and the floor of what a task's wake-up can.
enum CallbackRing {
    /// The benchmarks: as many callbacks as there are tasks in the ring.
    static var benchmarks: [Benchmark] {
        TimerRing.sizes.map { links in
            Benchmark(
                name: "callback-\(links)",
                unit: "callbacks",
                runs: links > 1_000 ? 3 : 5,
                warmsUp: links <= 1_000,
                target: links == 1_000 ? .rate(9_000_000) : nil,
                subject: .work { prepare(links: links) }
            )
        }
    }

    /// One chain: an object, as the world's parts are.
    private final class Link {
        let simulation: Simulation
        var stream: RandomStream
        var left: Int

        init(_ simulation: Simulation, stream: RandomStream, left: Int) {
            self.simulation = simulation
            self.stream = stream
            self.left = left
        }

        func scheduleNext() {
            guard left > 0 else { return }
            left -= 1
            let nanoseconds = stream.uniform(in: 1...1_000) * 1_000_000
            simulation.schedule(afterNanoseconds: nanoseconds) { self.scheduleNext() }
        }
    }

    private static func prepare(links: Int) -> Benchmark.Work {
        let simulation = Simulation(seed: 1, policy: .fifo)
        let root = simulation.randomStream("ring")
        let rounds = max(4_000_000 / links, 4)
        for number in 0..<links {
            Link(simulation, stream: root.child(number), left: rounds).scheduleNext()
        }
        return {
            let result = simulation.run(until: .distantFuture)
            precondition(result == .idle, "The chains must run to their end.")
            return Int(simulation.step)
        }
    }
}
