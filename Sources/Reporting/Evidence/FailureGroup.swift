import Invariants
package import Simulator

/// The seeds at which one invariant failed that should not have.
package struct FailureGroup: Equatable, Sendable {
    /// The invariant's id.
    package let invariant: String
    /// The seeds, in the order in which they were run; at least one.
    package private(set) var seeds: [UInt64]

    /// The groups of a sweep, in the order of their first seeds; a violation that the scenario
    /// documents is none.
    package static func groups(of outcome: SweepOutcome) -> [FailureGroup] {
        var groups: [FailureGroup] = []
        for run in outcome.failures {
            for violation in run.violations
            where violation.invariant != outcome.announcedViolation {
                if let index = groups.firstIndex(where: { $0.invariant == violation.invariant }) {
                    groups[index].seeds.append(run.seed)
                } else {
                    groups.append(
                        FailureGroup(invariant: violation.invariant, seeds: [run.seed])
                    )
                }
            }
        }
        return groups
    }
}
