import Invariants
package import Scenarios
package import SimulatedWorld

/// Runs one scenario at one seed again and again, each time with a crash, or a loss of power, at
/// another point, and checks every invariant each time.
///
/// A run is the same as the undisturbed one up to its point; what happens there, and all that
/// follows, is drawn from streams of that point. Exhaustive where a ``SeedSweep`` samples.
///
/// Each run is made from its beginning. What it shares with the undisturbed one is half of it on
/// average (48 % of the steps of `crash-restart`, whose safety phase is 37,574 of 39,377), so to share
/// that could save no more than half of the time. Tasks that are suspended cannot be copied within a
/// process; a process forked at every point, with outcomes that come back through a pipe, is not
/// worth that factor.
///
/// Determinism: the outcome does not depend on the number of threads.
package struct CrashSweep: Sendable {
    private let scenario: Scenario
    private let seed: UInt64
    private let architecture: Architecture
    private let workers: Workers

    /// Prepares a sweep over `jobs` threads.
    package init(
        scenario: Scenario,
        seed: UInt64,
        architecture: Architecture = .shipped,
        jobs: Int
    ) {
        self.scenario = scenario
        self.seed = seed
        self.architecture = architecture
        workers = Workers(threads: jobs)
    }

    /// Runs the scenario undisturbed, to see what points there are.
    package func survey() -> CrashSurvey {
        let run = SimulationRun(
            scenario: scenario,
            seed: seed,
            architecture: architecture,
            recordsHistory: true
        ).run()
        return CrashSurvey(run, of: scenario)
    }

    /// Goes through the selected points; `done` is called after each, on the thread that ran it.
    ///
    /// With `stopsAtFailure` no point behind the first that fails counts. Where the undisturbed run
    /// fails there is nothing to learn, and no point is gone through.
    package func run(
        _ selection: CrashSelection,
        of survey: CrashSurvey,
        stopsAtFailure: Bool = false,
        unless isCutShort: @escaping @Sendable () -> Bool = { false },
        done: @escaping @Sendable (CrashVisit) -> Void = { _ in }
    ) -> CrashSweepOutcome {
        let announced = scenario.expectation.announcedViolation
        let isSound = survey.run.violations.allSatisfy { $0.invariant == announced }
        let points = isSound && survey.run.doubts.isEmpty ? selection.points(in: survey) : []
        let visits = workers.map(
            count: points.count,
            until: { stopsAtFailure && $0.failure != nil },
            unless: isCutShort
        ) { index in
            let visit = visit(points[index], announced: announced)
            done(visit)
            return visit
        }
        return CrashSweepOutcome(
            scenario: scenario,
            survey: survey,
            selection: selection,
            plannedCount: points.count,
            visits: visits
        )
    }

    /// The scenario with what happens at a point.
    package func scenario(at point: CrashPoint) -> Scenario {
        var scenario = scenario
        scenario.faults += point.rules
        return scenario
    }

    /// Runs a point again with its facts recorded.
    package func record(_ point: CrashPoint) -> RunOutcome {
        prepare(point, recordsHistory: true).run()
    }

    private func visit(_ point: CrashPoint, announced: String?) -> CrashVisit {
        let run = prepare(point).run()
        let isFailure = run.violatesOther(than: announced)
        return CrashVisit(
            point: point,
            isReached: run.firings.suffix(point.rules.count).allSatisfy { $0 > 0 },
            failure: isFailure ? run : nil,
            doubts: run.doubts
        )
    }

    private func prepare(_ point: CrashPoint, recordsHistory: Bool = false) -> SimulationRun {
        SimulationRun(
            scenario: scenario(at: point),
            seed: seed,
            architecture: architecture,
            recordsHistory: recordsHistory
        )
    }
}
