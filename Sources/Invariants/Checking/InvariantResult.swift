/// What one invariant says of a run.
public struct InvariantResult: Sendable, Equatable {
    /// The four answers.
    public enum Outcome: Sendable, Equatable {
        /// Every comparison held.
        case passed
        /// At least one comparison did not hold.
        case violated
        /// There is no telling; the reason is a sentence.
        case inconclusive(String)
        /// The run's settings leave nothing to check.
        case notApplicable
    }

    /// The invariant.
    public let invariant: Invariant
    /// The answer.
    public let outcome: Outcome
    /// How many comparisons were made: a check that never ran has none.
    public let comparisons: Int
    /// The violations, in the order in which they showed; at most `Findings.violationLimit`.
    public let violations: [Violation]
    /// How many violations there were in all.
    public let violationCount: Int
}
