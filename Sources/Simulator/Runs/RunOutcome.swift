package import Histories
package import Invariants
package import Scenarios
package import SimulatedWorld
package import SimulationKernel

/// What one run of a scenario at one seed came to.
package struct RunOutcome: Sendable {
    /// The seed.
    package let seed: UInt64
    /// One answer for each invariant that was checked, in the registry's order.
    package private(set) var results: [InvariantResult]
    /// Why the run proves nothing, in sentences; empty if it does.
    package private(set) var doubts: [String]
    /// How much happened.
    package private(set) var statistics: RunStatistics
    /// How often each condition of `sometimes` was seen, in the scenario's order.
    package let sometimes: [Int]
    /// How often each fault fired, in the scenario's order.
    package let firings: [Int]
    /// Every firing of a fault, in order.
    package let firingLog: [FiringRecord]
    /// Which faults were on, in a swarm; nil: all were.
    package let subset: FaultSubset?
    /// The scheduling policy that it ran under in place of the scenario's own; nil: its own.
    package let scheduling: SchedulingPolicySetting?
    /// The faults that struck beside the scenario's own.
    package private(set) var strikes: [Strike] = []
    /// What the run did, in 64 bits: equal runs have equal ones.
    package let fingerprint: Fingerprint
    /// The facts, if they were recorded.
    package private(set) var history: History?
    /// What was recorded beside the facts.
    package private(set) var records: RunRecords
    /// Where the run departed from the schedule that it was to follow; nil: nowhere.
    package let divergence: ScheduleDivergence?
    /// What ran where the simulation does not decide, in a sentence; nil: nothing did.
    package let escape: String?
    /// Which sessions were run alone too, if that was asked for.
    package private(set) var interference: InterferenceNote?

    /// Puts together what a run came to.
    package init(
        seed: UInt64,
        results: [InvariantResult],
        doubts: [String],
        statistics: RunStatistics,
        sometimes: [Int],
        firings: [Int],
        firingLog: [FiringRecord] = [],
        subset: FaultSubset? = nil,
        scheduling: SchedulingPolicySetting? = nil,
        fingerprint: Fingerprint,
        history: History?,
        records: RunRecords = RunRecords(),
        divergence: ScheduleDivergence? = nil,
        escape: String? = nil
    ) {
        self.seed = seed
        self.results = results
        self.doubts = doubts
        self.statistics = statistics
        self.sometimes = sometimes
        self.firings = firings
        self.firingLog = firingLog
        self.subset = subset
        self.scheduling = scheduling
        self.fingerprint = fingerprint
        self.history = history
        self.records = records
        self.divergence = divergence
        self.escape = escape
    }

    /// The first violation of each invariant that does not hold, the earliest first.
    package var violations: [Violation] {
        results.compactMap(\.violations.first).sorted { $0.conflicting.step < $1.conflicting.step }
    }

    /// The outcome with another answer for one invariant, if that is among those checked.
    func replacing(_ result: InvariantResult, _ note: InterferenceNote) -> RunOutcome {
        var outcome = self
        outcome.interference = note
        guard let index = results.firstIndex(where: { $0.invariant == result.invariant }) else {
            return outcome
        }
        outcome.results[index] = result
        outcome.statistics.comparisons += result.comparisons - results[index].comparisons
        if case .inconclusive(let reason) = result.outcome {
            outcome.doubts.append("\(result.invariant.id): \(reason)")
        }
        return outcome
    }

    /// The outcome of a run of a scenario with strikes beside its own faults.
    func struck(by strikes: [Strike]) -> RunOutcome {
        var outcome = self
        outcome.strikes = strikes
        return outcome
    }

    /// Every decision, if they were recorded.
    package var schedule: Schedule? { records.schedule }

    /// The outcome without what was recorded beside its facts.
    var withoutRecords: RunOutcome {
        var outcome = self
        outcome.records = RunRecords()
        return outcome
    }

    /// The outcome without its facts.
    var withoutHistory: RunOutcome {
        var outcome = self
        outcome.history = nil
        return outcome
    }

    /// What the run says of the architecture.
    package var verdict: Verdict {
        if results.contains(where: { $0.outcome == .violated }) { return .violated }
        return doubts.isEmpty ? .passed : .inconclusive
    }
}

/// How much happened in a run.
package struct RunStatistics: Hashable, Sendable {
    /// Sessions of the plan.
    package var sessions = 0
    /// Scheduling steps.
    package var steps: UInt64 = 0
    /// Virtual time, in nanoseconds.
    package var virtualTime: Int64 = 0
    /// Facts observed.
    package var facts = 0
    /// Comparisons made by all invariants.
    package var comparisons = 0
    /// Changes of the disk that servers asked for in the safety phase: writes, truncations, syncs,
    /// new and deleted files.
    package var diskWrites = 0

    /// Nothing happened.
    package init() {}

    /// Puts together how much happened.
    package init(
        sessions: Int,
        steps: UInt64,
        virtualTime: Int64,
        facts: Int,
        comparisons: Int,
        diskWrites: Int = 0
    ) {
        self.sessions = sessions
        self.steps = steps
        self.virtualTime = virtualTime
        self.facts = facts
        self.comparisons = comparisons
        self.diskWrites = diskWrites
    }

    /// The sums of two runs; sessions are those of one.
    package func adding(_ other: RunStatistics) -> RunStatistics {
        RunStatistics(
            sessions: max(sessions, other.sessions),
            steps: steps + other.steps,
            virtualTime: virtualTime + other.virtualTime,
            facts: facts + other.facts,
            comparisons: comparisons + other.comparisons,
            diskWrites: diskWrites + other.diskWrites
        )
    }
}
