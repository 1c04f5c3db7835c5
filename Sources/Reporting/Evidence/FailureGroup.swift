import Invariants
package import Simulator

/// The seeds at which one invariant failed, in one way, that should not have.
package struct FailureGroup: Equatable, Sendable {
    /// The invariant's id.
    package let invariant: String
    /// What the evidence looks like.
    package let shape: EvidenceShape
    /// The first run that shows it.
    package let first: RunIdentity
    /// The seeds, in the order in which they were run; at least one, each once.
    package private(set) var seeds: [UInt64]
    /// How many runs show it: more than seeds, where a seed is run under several schedules.
    package private(set) var runCount = 1

    /// The groups of a sweep, in the order of their first seeds; a violation that the scenario
    /// documents is none.
    package static func groups(of outcome: SweepOutcome) -> [FailureGroup] {
        var groups: [FailureGroup] = []
        for run in outcome.failures {
            for violation in run.violations
            where violation.invariant != outcome.announcedViolation {
                let shape = EvidenceShape(of: violation)
                let index = groups.firstIndex {
                    $0.invariant == violation.invariant && $0.shape == shape
                }
                if let index {
                    groups[index].add(run)
                } else {
                    groups.append(
                        FailureGroup(
                            invariant: violation.invariant,
                            shape: shape,
                            first: run.identity,
                            seeds: [run.seed]
                        )
                    )
                }
            }
        }
        return groups
    }

    private mutating func add(_ run: RunOutcome) {
        runCount += 1
        if !seeds.contains(run.seed) { seeds.append(run.seed) }
    }
}
