import Invariants
import Reporting

extension Rehearsal {
    /// An invariant that failed at some seeds of a scenario, in one way, with the evidence of the
    /// first of them.
    public struct Failure: Hashable, Sendable {
        /// What happened at the first seed.
        public let violation: Violation
        /// The seeds at which it failed so, in order.
        public let seeds: [UInt64]
        /// The evidence that people read: what happened, the two facts that contradict each other,
        /// what led to them, and how to see it again.
        public let evidence: String

        init(_ failure: Reporting.Failure, of result: ScenarioResult) {
            violation = Violation(failure.violation)
            seeds = failure.group.seeds
            evidence = FailureBlock(failure, of: result, style: .plain).lines
                .joined(separator: "\n")
        }

        /// The invariant's id, such as `ordering.delivery`.
        public var invariant: String { violation.invariant }
    }
}
