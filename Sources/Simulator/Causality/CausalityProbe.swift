import Histories
import Invariants
package import Scenarios
package import SimulatedWorld
import SimulationKernel

/// Measures the ``LocalCausality`` of a run that fails.
///
/// Determinism: a function of the run and the number of samples; what is drawn anew comes from streams
/// that no sweep uses.
package struct CausalityProbe: Sendable {
    /// Into how many parts the run is divided before the greatest rise is looked at closely.
    private static let parts = 16
    /// The least rise that counts as a decision.
    private static let leastRise = 0.25
    /// The number of the first stream that samples draw from.
    private static let firstStream = 1_000_000

    private let scenario: Scenario
    private let run: RunIdentity
    private let subset: FaultSubset?
    private let architecture: Architecture
    private let invariant: String
    private let samples: Int
    private let workers: Workers

    /// Prepares to measure a run.
    ///
    /// - Parameters:
    ///   - scenario: The scenario.
    ///   - run: Which run of it.
    ///   - subset: Which faults are on; nil: all.
    ///   - architecture: What is run.
    ///   - invariant: What fails.
    ///   - samples: How many runs are made for each point.
    ///   - jobs: On how many threads.
    package init(
        _ scenario: Scenario,
        _ run: RunIdentity,
        subset: FaultSubset? = nil,
        architecture: Architecture,
        invariant: String,
        samples: Int,
        jobs: Int
    ) {
        precondition(samples > 0, "A share of no runs says nothing.")
        self.scenario = scenario
        self.run = run
        self.subset = subset
        self.architecture = architecture
        self.invariant = invariant
        self.samples = samples
        workers = Workers(threads: jobs)
    }

    /// Measures.
    ///
    /// - Parameters:
    ///   - isCutShort: Whether to give up; asked before each run.
    ///   - done: Called after each run, on the thread that ran it.
    /// - Returns: nil if the run does not fail, or it was cut short.
    package func measure(
        unless isCutShort: @escaping @Sendable () -> Bool = { false },
        done: @escaping @Sendable () -> Void = {}
    ) -> LocalCausality? {
        guard let trail = trail() else { return nil }
        let count = trail.decisions.count
        let places = (0...Self.parts).map { count * $0 / Self.parts }
        let measure: ([Int]) -> [LocalCausality.Point]? = {
            points(at: $0, on: trail, unless: isCutShort, done: done)
        }
        let distinct = places.enumerated()
            .filter { $0.offset == 0 || $0.element != places[$0.offset - 1] }.map(\.element)
        guard let points = measure(distinct) else { return nil }
        let rises = zip(points, points.dropFirst())
        guard var (low, high) = rises.max(by: { rise($0) < rise($1) }),
            rise((low, high)) >= Self.leastRise
        else { return LocalCausality(points: points, decision: nil) }
        while high.choices - low.choices > 1 {
            guard let middle = measure([(low.choices + high.choices) / 2])?.first else {
                return nil
            }
            if rise((low, middle)) >= rise((middle, high)) { high = middle } else { low = middle }
        }
        let made = trail.decisions[low.choices]
        let decision = LocalCausality.Decision(
            before: low,
            after: high,
            alternatives: Int(made.alternatives),
            chosen: Int(made.chosen) + 1
        )
        return LocalCausality(
            points: points,
            decision: rise((low, high)) >= Self.leastRise ? decision : nil
        )
    }

    /// How many runs a measurement makes, about.
    package var expectedRuns: Int { samples * (Self.parts + 1) }

    private func rise(_ pair: (LocalCausality.Point, LocalCausality.Point)) -> Double {
        pair.1.share - pair.0.share
    }

    /// The choices that led to the violation, and when which step was.
    private struct Trail {
        let decisions: [Schedule.Decision]
        let facts: [Fact]
        let violation: Fact

        func place(of choice: Int) -> (step: UInt64, time: Int64) {
            guard choice < decisions.count else { return (violation.step, violation.time) }
            let step = decisions[choice].step
            // What a step does shows in facts that count it; time stands still in between.
            let next = facts.first { $0.step > step } ?? violation
            return (step, next.time)
        }
    }

    private func trail() -> Trail? {
        let recorded = SimulationRun(
            scenario: scenario,
            seed: run.seed,
            architecture: architecture,
            subset: subset,
            scheduling: run.scheduling,
            recordsHistory: true,
            recording: .schedule
        ).run()
        guard let violation = recorded.violations.first(where: { $0.invariant == invariant }),
            let decisions = recorded.schedule?.decisions
        else { return nil }
        return Trail(
            decisions: decisions.filter { $0.step < violation.conflicting.step },
            facts: recorded.history?.facts ?? [],
            violation: violation.conflicting
        )
    }

    private func points(
        at places: [Int],
        on trail: Trail,
        unless isCutShort: @escaping @Sendable () -> Bool,
        done: @escaping @Sendable () -> Void
    ) -> [LocalCausality.Point]? {
        let count = places.count * samples
        let failures = workers.map(count: count, unless: isCutShort) { index in
            defer { done() }
            return fails(after: places[index / samples], sample: index % samples)
        }
        guard failures.count == count else { return nil }
        return places.enumerated().map { index, choices in
            let (step, time) = trail.place(of: choices)
            return LocalCausality.Point(
                choices: choices,
                step: step,
                time: time,
                failed: failures[index * samples..<(index + 1) * samples].count { $0 },
                runs: samples
            )
        }
    }

    private func fails(after choices: Int, sample: Int) -> Bool {
        let scheduling = run.scheduling ?? scenario.scheduling
        return SimulationRun(
            scenario: scenario,
            seed: run.seed,
            architecture: architecture,
            subset: subset,
            scheduling: scheduling.turning(at: choices, to: Self.firstStream + sample)
        ).run(untilViolationOf: [invariant]).violates(invariant)
    }
}
