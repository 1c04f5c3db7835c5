/// A callback that was scheduled: to cancel it.
public struct ScheduledAction: Hashable, Sendable {
    let target: Target
}

extension Simulation {
    /// Schedules a callback of the world; a negative time counts as none.
    ///
    /// Determinism: callbacks due at one instant are all ready at it, and the policy chooses.
    @discardableResult
    public func schedule(
        after duration: Duration,
        _ action: @escaping () -> Void
    ) -> ScheduledAction {
        schedule(afterNanoseconds: duration.nanosecondsRoundedUp, action)
    }

    /// Schedules a callback after nanoseconds: the form for hot paths.
    @discardableResult
    public func schedule(
        afterNanoseconds nanoseconds: Int64,
        _ action: @escaping () -> Void
    ) -> ScheduledAction {
        core.schedule(at: core.now.addingSaturated(nanoseconds), action)
    }

    /// Schedules a callback at an instant; one in the past counts as now.
    @discardableResult
    public func schedule(
        at instant: VirtualInstant,
        _ action: @escaping () -> Void
    ) -> ScheduledAction {
        core.schedule(at: instant.nanoseconds, action)
    }

    /// Cancels a callback; does nothing if it has run or was cancelled before.
    public func cancel(_ action: ScheduledAction) {
        core.cancel(action)
    }

    /// Runs an action between two steps, as soon as a number of steps was executed.
    ///
    /// The action is no step and no choice; it may crash incarnations and schedule callbacks. It
    /// runs at the instant of the step before; never, if the run does not get so far.
    public func interrupt(beforeStep step: UInt64, _ action: @escaping () -> Void) {
        precondition(step >= core.step, "A step that was executed cannot be interrupted.")
        core.interrupts.insert(beforeStep: step, action)
        core.boundary = min(core.boundary, step)
    }
}
