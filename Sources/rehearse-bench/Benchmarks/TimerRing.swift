import SimulationKernel

/// Tasks that sleep random times again and again: what one wake-up of a task costs.
enum TimerRing {
    /// How the tasks suspend.
    enum Suspension: String, CaseIterable {
        /// `Incarnation.wait`: the fast path.
        case wait
        /// `Incarnation.sleep`: cancellable.
        case sleep

        /// What it must reach with a thousand tasks, in wake-ups a second.
        var target: Double { self == .wait ? 1_600_000 : 1_000_000 }
    }

    /// How many tasks, or callbacks, there are at once.
    static let sizes = [100, 1_000, 1_000_000]

    /// The benchmarks: each suspension with a hundred, a thousand and a million tasks.
    static var benchmarks: [Benchmark] {
        Suspension.allCases.flatMap { suspension in
            sizes.map { tasks in
                Benchmark(
                    name: "\(suspension.rawValue)-\(tasks)",
                    unit: "wake-ups",
                    runs: tasks > 1_000 ? 3 : 5,
                    warmsUp: tasks <= 1_000,
                    target: tasks == 1_000 ? .rate(suspension.target) : nil,
                    subject: .work { prepare(suspension, tasks: tasks) }
                )
            }
        }
    }

    /// The ratios to the same timers as bare callbacks, and how the cost grows with the tasks.
    static var ratios: [Ratio] {
        Suspension.allCases.flatMap { suspension in
            let name = suspension.rawValue
            return [
                Ratio(
                    meaning: "A \(name) of 1,000 tasks, in bare callbacks",
                    quantity: .timePerUnit,
                    dividend: "\(name)-1000",
                    divisor: "callback-1000"
                ),
                Ratio(
                    meaning: "A \(name) of 1,000,000 tasks, in bare callbacks",
                    quantity: .timePerUnit,
                    dividend: "\(name)-1000000",
                    divisor: "callback-1000000"
                ),
                growth(of: name),
            ]
        } + [growth(of: "callback")]
    }

    /// A logarithmic law allows twice the cost where there are a thousand times as many.
    private static func growth(of name: String) -> Ratio {
        Ratio(
            meaning: "A \(name) of 1,000,000, in those of 1,000",
            quantity: .timePerUnit,
            dividend: "\(name)-1000000",
            divisor: "\(name)-1000",
            bounds: 0...2
        )
    }

    /// What bounds the growth: a wake-up of a million goes through memory that is in no cache.
    ///
    /// The timer of a callback names what it calls; that of a task the task, whose frame says how it
    /// goes on.
    static var floors: [Floor] {
        [("wait", 3.0), ("sleep", 3.0), ("callback", 2.0)].map { name, lines in
            Floor(
                of: Floor.Part("`\(name)-1000000`", .units(1, of: "\(name)-1000000")),
                wanted: Floor.Part("twice one of 1,000", .units(2, of: "\(name)-1000")),
                parts: [
                    Floor.Part("one of 1,000", .units(1, of: "\(name)-1000")),
                    Floor.Part(
                        "\(Int(lines)) touches of what is in no cache",
                        .difference(lines, of: "touch-1000000", over: "touch-1000")
                    ),
                ]
            )
        }
    }

    private static func prepare(_ suspension: Suspension, tasks: Int) -> Benchmark.Work {
        let simulation = Simulation(seed: 1, policy: .fifo)
        let process = simulation.boot(named: "ring")
        let root = simulation.randomStream("ring")
        let rounds = max(1_000_000 / tasks, 4)
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
