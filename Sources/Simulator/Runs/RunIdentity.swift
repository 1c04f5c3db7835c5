package import Scenarios

/// What tells a run apart from all others of a sweep.
package struct RunIdentity: Hashable, Sendable {
    /// The seed.
    package let seed: UInt64
    /// The scheduling policy that it ran under in place of the scenario's own; nil: its own.
    package let scheduling: SchedulingPolicySetting?
    /// The faults that strike beside the scenario's own, in order.
    package let strikes: [Strike]

    /// Names a run.
    package init(
        seed: UInt64,
        scheduling: SchedulingPolicySetting? = nil,
        strikes: [Strike] = []
    ) {
        self.seed = seed
        self.scheduling = scheduling
        self.strikes = strikes
    }
}

extension RunOutcome {
    /// What tells it apart from all others of its sweep.
    package var identity: RunIdentity {
        RunIdentity(seed: seed, scheduling: scheduling, strikes: strikes)
    }
}
