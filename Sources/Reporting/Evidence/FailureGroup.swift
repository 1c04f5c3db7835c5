import Invariants
package import Simulator

/// The seeds at which one invariant failed, in one way, that should not have.
package struct FailureGroup: Equatable, Sendable {
    /// The invariant's id.
    package let invariant: String
    /// What the evidence looks like.
    package let shape: EvidenceShape
    /// The seeds, in the order in which they were run; at least one.
    package private(set) var seeds: [UInt64]

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
                    groups[index].seeds.append(run.seed)
                } else {
                    groups.append(
                        FailureGroup(
                            invariant: violation.invariant,
                            shape: shape,
                            seeds: [run.seed]
                        )
                    )
                }
            }
        }
        return groups
    }
}
