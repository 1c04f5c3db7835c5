import Histories
package import Invariants
package import Scenarios

/// What shrinking a failure came to.
package struct Shrunk: Sendable {
    /// How large a failure is.
    package struct Size: Equatable, Sendable {
        /// Sessions of the scenario.
        package let sessions: Int
        /// How often its faults fired.
        package let faults: Int
        /// The step at which the violation showed.
        package let steps: UInt64
    }

    /// The simplest scenario found, which fails at its own seed.
    package let scenario: Scenario
    /// Its run, with the facts.
    package let run: RunOutcome
    /// What it violates, and how.
    package let violation: Violation
    /// The size of the failure before.
    package let before: Size
    /// The size of the failure after.
    package let after: Size
    /// The seed at which it failed before.
    package let seedBefore: UInt64
    /// How many runs it took.
    package let attempts: Int
    /// How many steps a simpler run was allowed to have.
    package let longestRun: UInt64
    /// Whether no single change makes it simpler; false: there was not the time to find out.
    package let isMinimal: Bool

    init(
        original: Specimen,
        result: Specimen,
        attempts: Int,
        longestRun: UInt64,
        isMinimal: Bool
    ) {
        scenario = result.scenario
        run = result.run
        violation = result.violation
        before = Size(original)
        after = Size(result)
        seedBefore = original.seed
        self.attempts = attempts
        self.longestRun = longestRun
        self.isMinimal = isMinimal
    }
}

extension Shrunk.Size {
    fileprivate init(_ specimen: Specimen) {
        sessions = specimen.scenario.sessionCount
        faults = specimen.run.firings.reduce(0, +)
        steps = specimen.violation.conflicting.step
    }
}
