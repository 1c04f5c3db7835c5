import Scenarios
import SimulatedWorld
import SimulationKernel

/// Runs a scenario at one seed under every schedule within a bound, as far as there is time.
///
/// Determinism: which schedules are run, and in which order they count, does not depend on the number
/// of threads.
struct ExhaustiveSweep: Sendable {
    /// How many schedules are given out before what they show decides about further ones.
    private static let batch = 64

    let scenario: Scenario
    let seed: UInt64
    let subset: FaultSubset?
    let architecture: Architecture
    let workers: Workers

    /// Searches.
    ///
    /// - Parameters:
    ///   - search: How far to go.
    ///   - limit: The greatest number of schedules to run.
    ///   - isEnough: Whether nothing need be run beyond a run.
    ///   - isCutShort: Whether no further run is to be begun.
    ///   - done: Called after each run, on the thread that ran it.
    /// - Returns: the runs, in the order of the search.
    func run(
        _ search: inout ScheduleSearch,
        limit: Int,
        until isEnough: @escaping @Sendable (RunOutcome) -> Bool,
        unless isCutShort: @escaping @Sendable () -> Bool,
        done: @escaping @Sendable (RunOutcome) -> Void
    ) -> [RunOutcome] {
        var runs: [RunOutcome] = []
        while runs.count < limit, !isCutShort() {
            let candidates = search.next(min(Self.batch, limit - runs.count))
            guard !candidates.isEmpty else { break }
            let hasNext = candidates.map { $0.departures.count < search.preemptions }
            let found = workers.map(
                count: candidates.count,
                until: isEnough,
                unless: isCutShort
            ) { index in
                let run = prepare(candidates[index], recordsStates: hasNext[index]).run()
                done(run)
                return run
            }
            for (candidate, run) in zip(candidates, found) {
                search.add(
                    ScheduleSearch.Trace(
                        alternatives: run.schedule?.decisions.map(\.alternatives) ?? [],
                        states: run.records.states
                    ),
                    of: candidate
                )
            }
            runs += found.map(\.withoutRecords)
            if found.count < candidates.count || found.last.map(isEnough) == true { break }
        }
        return runs
    }

    private func prepare(
        _ candidate: ScheduleSearch.Candidate,
        recordsStates: Bool
    ) -> SimulationRun {
        SimulationRun(
            scenario: scenario,
            seed: seed,
            architecture: architecture,
            subset: subset,
            scheduling: candidate.departures.isEmpty ? .fifo : .departures(candidate.departures),
            recording: recordsStates ? [.schedule, .states] : []
        )
    }
}
