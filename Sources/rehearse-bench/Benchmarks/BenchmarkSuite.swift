/// Everything that is measured, in chapters.
package enum BenchmarkSuite {
    /// Benchmarks of one kind, and what they say about each other.
    package struct Chapter {
        /// Its heading.
        package let title: String
        /// What is measured and how, in a sentence or two.
        package let explanation: String
        /// What is measured.
        package let benchmarks: [Benchmark]
        /// What they are, measured by each other.
        package let ratios: [Ratio]
        /// What bounds them.
        package let floors: [Floor]

        /// Puts a chapter together.
        package init(
            title: String,
            explanation: String,
            benchmarks: [Benchmark],
            ratios: [Ratio] = [],
            floors: [Floor] = []
        ) {
            self.title = title
            self.explanation = explanation
            self.benchmarks = benchmarks
            self.ratios = ratios
            self.floors = floors
        }
    }

    /// The chapters, in the order of the report.
    package static var chapters: [Chapter] {
        [
            Chapter(
                title: "Timers",
                explanation: """
                    Tasks, or callbacks, that each wait a random 1…1000 ms of virtual time again and \
                    again, so many at once. `wait` is the kernel's plain wait, `sleep` the cancellable \
                    one; `callback` is the same timers without any task: the floor. `touch` is no timer: \
                    so many records, as far apart as the tasks of a ring, each of which names the next \
                    one in a random order; what a wake-up touches of a million tasks is in no cache.
                    """,
                benchmarks: TimerRing.benchmarks + CallbackRing.benchmarks + ColdLines.benchmarks,
                ratios: TimerRing.ratios + ColdLines.ratios,
                floors: TimerRing.floors
            ),
            Chapter(
                title: "Chat",
                explanation: """
                    100 sessions × 10 messages × 40 tokens, without faults: the whole run, from its \
                    plan to its verdict. On SQLite the store is on the simulated disk, as always. \
                    `unchecked` has no invariant on, `recorded` keeps all facts. `statements` are the \
                    SQL statements of the run on SQLite, all of them, with nothing around: the floor; \
                    in memory, on the simulated disk, and, those of ten sessions, in a file of the \
                    real disk, whose time is mostly the system's, for the syncs.
                    """,
                benchmarks: ChatRun.benchmarks + StatementRun.benchmarks,
                ratios: ChatRun.ratios + StatementRun.ratios,
                floors: ChatRun.floors
            ),
            Chapter(
                title: "Scale",
                explanation: """
                    `sessions` is the chat run on SQLite with so many sessions. `messages` is 10,000 \
                    sessions on SQLite that send 1, 10 and 100 messages each, answered in one token; \
                    the store, which keeps every row, is part of the memory, and the agent is given \
                    the whole conversation, so that a message of a longer one costs more. Every \
                    invariant is on.
                    """,
                benchmarks: ScaleRun.benchmarks,
                ratios: ScaleRun.ratios
            ),
            Chapter(
                title: "Seeds",
                explanation: """
                    100 seeds of a chat of 10 sessions × 5 messages × 40 tokens on SQLite, with every \
                    invariant on, by the clock on the wall.
                    """,
                benchmarks: SeedRate.benchmarks,
                ratios: SeedRate.ratios
            ),
            Chapter(
                title: "Start",
                explanation: """
                    Whole processes, by the clock on the wall: `rehearse --help`, `rehearse validate \
                    Scenarios`, and one seed of the smallest scenario, \
                    `rehearse run Scenarios/deduplication/double-click.yaml --seed 1`.
                    """,
                benchmarks: StartUp.benchmarks
            ),
        ]
    }

    /// All benchmarks, in order.
    package static var benchmarks: [Benchmark] { chapters.flatMap(\.benchmarks) }
}
