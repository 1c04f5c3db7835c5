package import Histories
package import Invariants
package import Simulator

/// A violated invariant with the evidence of its first failing seed.
package struct Failure: Sendable {
    /// The invariant and the seeds at which it failed.
    package let group: FailureGroup
    /// What contradicts it, at the first of these seeds.
    package let violation: Violation
    /// How many violations of it there were at that seed.
    package let violationCount: Int
    /// What led to it.
    package let chain: CausalChain
    /// The session's key, for the evidence.
    package let sessions: SessionTable
    /// At how many other points of a crash sweep it failed too.
    package let otherPlaces: Int
    /// How much simpler it has become, if it was shrunk.
    package var shrunk: ShrinkLine?
    /// The file that 'rehearse replay' makes the run from, or the shrunk one, if there is one.
    package var recording: String?

    /// Takes the evidence from a recording of the group's first seed.
    ///
    /// Returns nil if the recording does not show the violation: then the run is not deterministic.
    package init?(_ group: FailureGroup, recorded: RunOutcome, otherPlaces: Int = 0) {
        guard let history = recorded.history,
            let result = recorded.results.first(where: { $0.invariant.id == group.invariant }),
            let violation = result.violations.first
        else { return nil }
        self.group = group
        self.violation = violation
        violationCount = result.violationCount
        chain = CausalChain(of: violation, in: history)
        sessions = history.sessions
        self.otherPlaces = otherPlaces
    }
}
