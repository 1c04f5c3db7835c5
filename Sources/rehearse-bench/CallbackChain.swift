import SimulationKernel

/// A thousand callbacks that each schedule themselves again: what one event of the world costs.
enum CallbackChain {
    /// The benchmark.
    static var benchmarks: [Benchmark] {
        [Benchmark(name: "callbacks-1000", unit: "callbacks") { prepare(callbacks: 5_000_000) }]
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

    private static func prepare(callbacks: Int) -> Benchmark.Work {
        let simulation = Simulation(seed: 1, policy: .fifo)
        let root = simulation.randomStream("chain")
        let links = 1_000
        for number in 0..<links {
            Link(simulation, stream: root.child(number), left: callbacks / links).scheduleNext()
        }
        return {
            let result = simulation.run(until: .distantFuture)
            precondition(result == .idle, "The chains must run to their end.")
            return Int(simulation.step)
        }
    }
}
