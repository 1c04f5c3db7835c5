package import Histories
import Invariants
package import Scenarios
package import SimulatedWorld
package import SimulationKernel

/// Runs a plan: safety phase, liveness phase, graceful stop, inspection, under the checkers.
///
/// Determinism: the outcome is a function of scenario, seed, architecture and build.
package struct SimulationRun {
    /// How often, in virtual time, the liveness phase looks whether the system is quiet.
    private static let look: Duration = .seconds(1)
    /// How long a graceful stop may take.
    private static let stopLimit: Duration = .seconds(60)

    private let plan: Plan
    private let subset: FaultSubset?
    private let scheduling: SchedulingPolicySetting?
    private let architecture: Architecture
    private let recordsHistory: Bool
    private let recording: RunRecording
    private let solitude: Solitude?
    private let recorded: Schedule?

    /// Prepares a run.
    ///
    /// `subset` says which of the faults are on; nil is all. `scheduling` is the policy in place of
    /// the scenario's own; nil is its own. `recordsHistory` says whether the outcome has the facts,
    /// which reports and failures need; `recording` what else it has. `solitude`, if there is one,
    /// keeps all clients but one away. `recorded`, if there is one, is a schedule to
    /// follow in place of any policy, to the letter.
    package init(
        scenario: Scenario,
        seed: UInt64,
        architecture: Architecture = .shipped,
        subset: FaultSubset? = nil,
        scheduling: SchedulingPolicySetting? = nil,
        recordsHistory: Bool = false,
        solitude: Solitude? = nil,
        following recorded: Schedule? = nil
    ) {
        self.init(
            scenario: scenario,
            seed: seed,
            architecture: architecture,
            subset: subset,
            scheduling: scheduling,
            recordsHistory: recordsHistory,
            recording: [],
            solitude: solitude,
            following: recorded
        )
    }

    init(
        scenario: Scenario,
        seed: UInt64,
        architecture: Architecture,
        subset: FaultSubset? = nil,
        scheduling: SchedulingPolicySetting? = nil,
        recordsHistory: Bool = false,
        recording: RunRecording,
        solitude: Solitude? = nil,
        following recorded: Schedule? = nil
    ) {
        plan = Plan(scenario: scenario, seed: seed, subset: subset)
        self.subset = subset
        self.scheduling = scheduling
        self.architecture = architecture
        self.recordsHistory = recordsHistory
        self.recording = recording
        self.solitude = solitude
        self.recorded = recorded
    }

    /// Runs.
    ///
    /// - Parameter ids: The invariants of which one violation is all that is asked: the run is over
    ///   within a second of virtual time after the first. What comes before is the same as in a run
    ///   that goes on; a run that none of them ends is the whole run.
    /// - Returns: what the run came to, as far as it went.
    package func run(untilViolationOf ids: [String] = []) -> RunOutcome {
        let simulation = Simulation(
            seed: plan.seed,
            policy: policy,
            recordsSchedule: recording.contains(.schedule)
        )
        let sink = RunSink(plan: plan, recordsHistory: recordsHistory, recording: recording)
        if let digest = sink.digest { simulation.recordStates { digest.value } }
        let world = World(
            plan: plan,
            architecture: architecture,
            simulation: simulation,
            solitude: solitude,
            sink: sink
        )
        let clock = performPhases(
            of: world,
            on: simulation,
            until: ids.isEmpty ? nil : { sink.checkers.hasViolation(of: ids) }
        )
        var doubts = clock.doubt.map { [$0] } ?? []
        let fingerprint = simulation.fingerprint
        let divergence = simulation.divergence
        if let divergence, doubts.isEmpty { doubts.append(divergence.description) }
        do throws(SimulationLeak) { try simulation.finish() } catch {
            doubts.append("the simulation leaks: \(error)")
        }
        let results = sink.checkers.results()
        return RunOutcome(
            seed: plan.seed,
            results: results,
            doubts: doubts + Self.doubts(of: results),
            statistics: RunStatistics(
                sessions: plan.sessionCount,
                steps: simulation.step,
                virtualTime: simulation.now.nanoseconds,
                facts: world.observer.factCount,
                comparisons: results.reduce(0) { $0 + $1.comparisons },
                diskWrites: world.diskWrites
            ),
            sometimes: sink.sometimes.seen.map(\.count),
            firings: world.firings,
            firingLog: world.firingLog,
            subset: subset,
            scheduling: scheduling,
            fingerprint: fingerprint,
            history: sink.history(fingerprint: fingerprint, sessions: world.sessions),
            records: records(of: simulation, sink),
            divergence: divergence,
            escape: clock.escape
        )
    }

    private var policy: any Policy {
        if let recorded { return .replay(recorded) }
        let setting = scheduling ?? plan.scenario.scheduling
        return recording.contains(.states) ? setting.searchPolicy : setting.policy
    }

    private func records(of simulation: Simulation, _ sink: RunSink) -> RunRecords {
        var records = RunRecords()
        if recording.contains(.schedule) { records.schedule = simulation.recordedSchedule }
        records.states = simulation.recordedStates
        records.coverage = sink.coverage?.situations ?? []
        records.anchors = sink.coverage?.anchors ?? []
        return records
    }

    /// Goes through the phases; returns how far it came, and why no further.
    private func performPhases(
        of world: World,
        on simulation: Simulation,
        until isEnough: (() -> Bool)?
    ) -> PhaseClock {
        let limits = plan.scenario.limits
        var clock = PhaseClock(
            simulation: simulation,
            maximumSteps: UInt64(limits.steps),
            isEnough: isEnough
        )
        world.begin()
        clock.advance(by: limits.duration, lookingEvery: Self.look)
        if !clock.isOver {
            world.heal()
            clock.advance(by: limits.drain, lookingEvery: Self.look) { world.isQuiet }
        }
        if !clock.isOver {
            world.stop()
            clock.advance(by: Self.stopLimit, lookingEvery: Self.look) { world.isStopped }
        }
        if let steps = clock.livelock { world.findLivelock(after: steps) }
        world.end(isCutShort: clock.isOver)
        return clock
    }

    /// Runs until an instant of virtual time, or as far as there is a run, and reads the store there.
    ///
    /// - Returns: the facts up to then, as in the whole run, and the store's rows as facts.
    package func inspect(at instant: Duration) -> (history: History, store: [Fact]) {
        let simulation = Simulation(seed: plan.seed, policy: policy)
        let sink = RunSink(plan: plan, recordsHistory: true, recording: [])
        let world = World(
            plan: plan,
            architecture: architecture,
            simulation: simulation,
            solitude: solitude,
            sink: sink
        )
        performPhases(of: world, on: simulation, upTo: instant)
        let count = world.observer.factCount
        // What is left is taken away in the middle of its work; only a whole run must not leak.
        world.end(isCutShort: true)
        let fingerprint = simulation.fingerprint
        try? simulation.finish()
        let recorded = sink.history(fingerprint: fingerprint, sessions: world.sessions)
        var history = recorded ?? History()
        let rest = history.facts.dropFirst(count)
        history.facts.removeLast(rest.count)
        return (history, rest.filter { $0.kind == .storeInspected })
    }

    /// Goes through the phases up to an instant.
    private func performPhases(
        of world: World,
        on simulation: Simulation,
        upTo instant: Duration
    ) {
        let limits = plan.scenario.limits
        var clock = PhaseClock(
            simulation: simulation,
            maximumSteps: UInt64(limits.steps),
            isEnough: nil
        )
        func rest(of limit: Duration) -> Duration {
            min(limit, max(.zero, instant - .nanoseconds(simulation.now.nanoseconds)))
        }
        world.begin()
        clock.advance(by: rest(of: limits.duration), lookingEvery: Self.look)
        if !clock.isOver, rest(of: limits.drain) > .zero {
            world.heal()
            clock.advance(by: rest(of: limits.drain), lookingEvery: Self.look) { world.isQuiet }
        }
        if !clock.isOver, rest(of: Self.stopLimit) > .zero {
            world.stop()
            clock.advance(by: rest(of: Self.stopLimit), lookingEvery: Self.look) { world.isStopped }
        }
    }

    private static func doubts(of results: [InvariantResult]) -> [String] {
        results.compactMap { result in
            guard case .inconclusive(let reason) = result.outcome else { return nil }
            return "\(result.invariant.id): \(reason)"
        }
    }
}
