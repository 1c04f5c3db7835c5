/// How long and how far a run goes, in virtual time.
package struct Limits: Equatable, Sendable {
    /// The length of the safety phase, in which workload and faults happen.
    package var duration: Duration = .seconds(120)
    /// The length that the liveness phase may have at most.
    package var drain: Duration = .seconds(120)
    /// Scheduling steps; a run that reaches them is inconclusive.
    package var steps: Int = 20_000_000

    /// Makes the documented defaults.
    package init() {}
}
