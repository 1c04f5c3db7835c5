extension SimulationCore {
    /// The current instant.
    var instant: VirtualInstant { VirtualInstant(nanoseconds: now) }

    /// Whether what a deadline is for has neither happened nor been cancelled.
    @inline(__always)
    func isWaiting(_ target: Target) -> Bool {
        target.isParking
            ? tables.pointee.parking.contains(target) : tables.pointee.callbacks.contains(target)
    }

    /// Lets a target become ready at a time, or now if that has passed.
    @inline(__always)
    func enter(_ target: Target, deadline: Int64) {
        follow { $0.wait(target) }
        if deadline <= now {
            becomeReady(target)
        } else {
            tables.pointee.wheel.push(target, deadline: deadline, now: now)
        }
    }

    /// Adds a world callback.
    @inline(__always)
    func schedule(at deadline: Int64, _ action: @escaping () -> Void) -> ScheduledAction {
        precondition(!isDraining, "A crashed incarnation's code must not schedule callbacks.")
        let target = tables.pointee.callbacks.insert(action)
        enter(target, deadline: deadline)
        return ScheduledAction(target: target)
    }

    /// Removes a world callback, if it has not run.
    func cancel(_ action: ScheduledAction) {
        guard tables.pointee.callbacks.take(action.target) != nil else { return }
        noteGoneDeadline()
    }

    /// Counts a deadline whose target is gone, and clears them out when they outweigh the rest.
    ///
    /// Without this a server that sets a long timeout for every request and cancels it would fill
    /// the wheel.
    func noteGoneDeadline() {
        goneDeadlines += 1
        guard goneDeadlines > 64, goneDeadlines > tables.pointee.wheel.count / 2 else { return }
        tables.pointee.wheel.removeAll { !isWaiting($0) }
        goneDeadlines = 0
    }

    /// Counts one deadline less whose target is gone.
    func forgetDeadline() {
        if goneDeadlines > 0 { goneDeadlines -= 1 }
    }

    /// The earliest deadline whose target is not gone; nil if there is none.
    @inline(__always)
    func nextDeadline() -> Int64? {
        while let deadline = tables.pointee.wheel.earliest() {
            if isWaiting(tables.pointee.wheel.firstTarget) { return deadline }
            tables.pointee.wheel.removeFirst()
            forgetDeadline()
        }
        return nil
    }

    /// Moves the clock over a time in which nothing is due.
    func advance(to deadline: Int64) {
        precondition(deadline >= now, "Simulated time never goes back.")
        precondition(tables.pointee.ready.count == 0, "The clock cannot pass what is ready to run.")
        precondition(
            nextDeadline().map { $0 > deadline } ?? true,
            "The clock cannot pass a deadline without running what is due at it."
        )
        now = deadline
    }
}
