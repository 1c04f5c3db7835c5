import Simulator

/// Many seeds of a small scenario, on one thread and on two.
enum SeedRate {
    /// The benchmarks; the clock on the wall counts, as the use of processors is what is measured.
    static var benchmarks: [Benchmark] {
        [1, 2].map { jobs in
            Benchmark(
                name: "seeds-jobs-\(jobs)",
                unit: "seeds",
                clock: .wall,
                subject: .work { prepare(jobs: jobs) }
            )
        }
    }

    /// What the second thread brings.
    static var ratios: [Ratio] {
        [
            Ratio(
                meaning: "Seeds a second on two threads, in those on one",
                quantity: .rate,
                dividend: "seeds-jobs-2",
                divisor: "seeds-jobs-1",
                bounds: 1.8...2.2
            )
        ]
    }

    private static func prepare(jobs: Int) -> Benchmark.Work {
        let scenario = ChatWorkload(sessions: 10, messages: 5).scenario
        let sweep = SeedSweep(scenario: scenario, jobs: jobs)
        let seeds = (1...100).map { UInt64($0) }
        return {
            let outcome = sweep.run(seeds: seeds)
            precondition(outcome.verdict == .passed, "All seeds must pass.")
            return seeds.count
        }
    }
}
