package import Histories
import Invariants
package import Scenarios
package import SimulationKernel

/// What a scenario came to over the seeds that were run.
package struct SweepOutcome: Sendable {
    /// The scenario.
    package let scenario: Scenario
    /// Every run, in order of seeds; recordings are not kept.
    package let runs: [RunOutcome]
    /// Why not all runs that were asked for were made, in a sentence; nil: they were.
    package let interruption: String?

    /// How much the runs have seen; nil if that was not asked for.
    package let coverage: Coverage?
    /// How far a search through all schedules came; nil if it was none.
    package let search: SearchNote?

    /// Puts together what the runs came to.
    package init(
        scenario: Scenario,
        runs: [RunOutcome],
        interruption: String? = nil,
        coverage: Coverage? = nil,
        search: SearchNote? = nil
    ) {
        self.scenario = scenario
        self.runs = runs
        self.interruption = interruption
        self.coverage = coverage
        self.search = search
    }

    /// The same with a reason why not all runs were made.
    package func interrupted(_ reason: String) -> SweepOutcome {
        SweepOutcome(
            scenario: scenario,
            runs: runs,
            interruption: reason,
            coverage: coverage,
            search: search
        )
    }

    /// The same after runs that were made before; one that was made again counts once.
    package func preceded(by earlier: [RunOutcome]) -> SweepOutcome {
        guard !earlier.isEmpty else { return self }
        let names = Set(earlier.map(\.identity))
        return SweepOutcome(
            scenario: scenario,
            runs: earlier + runs.filter { !names.contains($0.identity) },
            interruption: interruption,
            coverage: coverage,
            search: search
        )
    }

    /// The same without the facts of its runs.
    package var withoutHistories: SweepOutcome {
        SweepOutcome(
            scenario: scenario,
            runs: runs.map(\.withoutHistory),
            interruption: interruption
        )
    }

    /// In how many runs each scheduling policy decided, the scenario's own first; nil if it was the
    /// only one.
    package var policies: [(policy: String, runs: Int)]? {
        guard runs.contains(where: { $0.scheduling != nil }) else { return nil }
        let own = runs.count { $0.scheduling == nil }
        let first = own > 0 ? [(policy: scenario.scheduling.text, runs: own)] : []
        return runs.compactMap { $0.scheduling?.family }.reduce(into: first) { counts, policy in
            if let index = counts.firstIndex(where: { $0.policy == policy }) {
                counts[index].runs += 1
            } else {
                counts.append((policy: policy, runs: 1))
            }
        }
    }

    /// How much happened in all runs together.
    package var statistics: RunStatistics {
        runs.reduce(RunStatistics()) { $0.adding($1.statistics) }
    }

    /// In how many runs each condition of `sometimes` was seen, in the scenario's order.
    package var sometimes: [(condition: SometimesName, runs: Int)] {
        scenario.expectation.sometimes.enumerated().map { index, condition in
            (condition, runs.count { $0.sometimes[index] > 0 })
        }
    }

    /// In how many runs each fault was on, in the scenario's order; nil if it was no swarm.
    package var swarm: [(number: Int, name: String, runs: Int)]? {
        guard runs.contains(where: { $0.subset != nil }) else { return nil }
        return scenario.faults.enumerated().map { index, rule in
            let on = runs.count { $0.subset?.contains(index: index) ?? true }
            return (number: index + 1, name: rule.fault.name, runs: on)
        }
    }

    /// What was run alone too, over all runs; nil if that was not asked for.
    package var interference: (sessions: Int, runs: Int, reasons: [String])? {
        let notes = runs.compactMap(\.interference)
        if notes.isEmpty { return nil }
        return (
            sessions: notes.reduce(0) { $0 + $1.sessions.count },
            runs: notes.count { !$0.sessions.isEmpty },
            reasons: Set(notes.flatMap(\.reasons)).sorted()
        )
    }

    /// One fingerprint of all runs.
    package var fingerprint: Fingerprint { Fingerprint(of: runs.map(\.fingerprint)) }

    /// The runs whose violations the scenario does not announce, in order of seeds.
    package var failures: [RunOutcome] {
        runs.filter { $0.violatesOther(than: announcedViolation) }
    }

    /// The invariant whose violation the scenario documents, if it does.
    package var announcedViolation: String? { scenario.expectation.announcedViolation }

    /// What is said of the scenario, against what it expects.
    package var verdict: Verdict {
        if !failures.isEmpty { return .violated }
        if let id = announcedViolation, !runs.contains(where: { $0.violates(id) }) {
            return .violated
        }
        return doubts.isEmpty ? .passed : .inconclusive
    }

    /// Why the runs prove nothing, in sentences; empty if they do.
    package var doubts: [String] {
        var doubts = ownDoubts
        for (condition, seen) in sometimes where seen == 0 {
            doubts.append(Self.doubt(neverSeen: condition.text))
        }
        for fault in obligations where fault.runs == 0 {
            doubts.append(
                fault.wasOn
                    ? Self.doubt(neverFired: fault.name)
                    : "\(fault.name) was off at all of these seeds"
            )
        }
        return doubts
    }

    /// Why runs prove nothing in none of which a condition was seen that must be.
    package static func doubt(neverSeen condition: String) -> String {
        "vacuous: \(condition) was never seen"
    }

    /// Why runs prove nothing in none of which a fault fired that must.
    package static func doubt(neverFired fault: String) -> String { "\(fault) never fired" }

    /// Why single runs prove nothing, or not all were made: whatever other seeds have seen.
    package var ownDoubts: [String] {
        var doubts = interruption.map { [$0] } ?? []
        if let search, !search.isFinished {
            doubts.append(
                "the search was not finished: \(search.tried) schedules were tried, \(search.left) "
                    + "more are known"
            )
        }
        for run in runs where !run.doubts.isEmpty {
            doubts += run.doubts.map { "seed \(run.seed): \($0)" }
        }
        return doubts
    }

    /// In how many runs each fault fired that must fire in one of them, and whether it ever was on.
    package var obligations: [(name: String, runs: Int, wasOn: Bool)] {
        scenario.faults.enumerated().filter { $0.element.trigger.mustFire }.map { index, rule in
            (
                name: "fault \(index + 1) (\(rule.fault.name))",
                runs: runs.count { $0.firings[index] > 0 },
                wasOn: runs.contains { $0.subset?.contains(index: index) ?? true }
            )
        }
    }
}

extension RunOutcome {
    /// Whether an invariant does not hold in this run.
    func violates(_ id: String) -> Bool {
        results.contains { $0.invariant.id == id && $0.outcome == .violated }
    }

    /// Whether any invariant but that one, which a scenario announces, does not hold in this run.
    package func violatesOther(than announced: String?) -> Bool {
        results.contains { $0.outcome == .violated && $0.invariant.id != announced }
    }
}

extension Trigger {
    /// Whether a fault with this trigger that never fires proves nothing.
    fileprivate var mustFire: Bool {
        switch self {
        case .at, .after, .step, .write: true
        case .every, .onEach: false
        }
    }
}

extension SchedulingPolicySetting {
    /// What the schedules of one search have in common, for counting.
    fileprivate var family: String {
        switch self {
        case .departures: "departures"
        case .turns(let first, _): "\(first.text) with turns"
        case .fifo, .jitter, .random, .pct: text
        }
    }
}
