import SimulationKernel

/// Tasks that sleep random times again and again: what one wake-up of a task costs.
enum TimerRing {
    /// How the tasks suspend.
    enum Suspension: String, CaseIterable {
        /// `Incarnation.wait`: the fast path.
        case wait
        /// `Incarnation.sleep`: cancellable.
        case sleep
    }

    /// The benchmarks: each suspension with a hundred, a thousand and a million tasks.
    static var benchmarks: [Benchmark] {
        Suspension.allCases.flatMap { suspension in
            [100, 1_000, 1_000_000].map { tasks in
                Benchmark(name: "\(suspension.rawValue)-\(tasks)", unit: "wake-ups") {
                    prepare(suspension, tasks: tasks, wakeUps: max(1_000_000, 4 * tasks))
                }
            }
        }
    }

    private static func prepare(
        _ suspension: Suspension,
        tasks: Int,
        wakeUps: Int
    ) -> Benchmark.Work {
        let simulation = Simulation(seed: 1, policy: .fifo)
        let process = simulation.boot(named: "ring")
        let root = simulation.randomStream("ring")
        let rounds = wakeUps / tasks
        for number in 0..<tasks {
            let first = root.child(number)
            process.start("task") {
                var stream = first
                for _ in 0..<rounds {
                    let nanoseconds = stream.uniform(in: 1...1_000) * 1_000_000
                    switch suspension {
                    case .wait: try? await process.wait(nanoseconds: nanoseconds)
                    case .sleep: try? await process.sleep(nanoseconds: nanoseconds)
                    }
                }
            }
        }
        // Every task has run to its first suspension before the measurement begins.
        let start = simulation.run(until: .zero)
        precondition(start == .reachedDeadline, "The ring must have begun.")
        return {
            let result = simulation.run(until: .distantFuture)
            precondition(result == .idle, "The ring must run to its end.")
            return rounds * tasks
        }
    }
}
