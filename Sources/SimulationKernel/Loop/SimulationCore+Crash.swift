internal import DequeModule

/// The calls that code of ended incarnations made and that were refused.
struct RefusalCount {
    /// Refused calls that one job may make before its task is parked for good.
    static let limitPerJob = 1_000
    /// Refused calls that one job may make where it cannot be parked, before the process ends.
    static let limitWithoutSuspension = 10_000_000

    /// Since the running job began.
    var inJob = 0
    /// Since the drain began.
    var inDrain = 0
    /// How many the whole drain may make before every further caller is parked for good.
    var limitPerDrain = 100_000
}

extension SimulationCore {
    /// Jobs that one drain may run before it gives up the rest.
    private static let ghostJobLimit = 1_000_000

    /// Ends an incarnation, and unwinds its tasks at once or, from within a job, when it returns.
    func crash(_ incarnation: Incarnation) {
        guard incarnation.isAlive else { return }
        incarnation.hasEnded = true
        refusals.inJob = 0
        releaseHeld(of: incarnation) { held in
            if held.entry.owner != nil { ghosts.append((held.entry.job, incarnation)) }
        }
        follow { chains in
            chains.remove { self.tables.pointee.ready.isJob(at: $0, of: incarnation) }
        }
        tables.pointee.ready.removeJobs(of: incarnation) { job in ghosts.append((job, incarnation))
        }
        pendingCrashes.append(incarnation)
        needsAttention = true
        if running == nil, !isDraining { drainPending() }
    }

    /// Takes the job of an ended incarnation.
    func enqueueGhost(_ job: UnownedJob, of owner: Incarnation) {
        ghosts.append((job, owner))
        needsAttention = true
    }

    /// Unwinds the tasks of ended incarnations until none of them can run any more.
    ///
    /// Determinism: takes no step, asks no policy, moves no clock, and proves it.
    func drainPending() {
        guard !isDraining, !(pendingCrashes.isEmpty && ghosts.isEmpty) else { return }
        precondition(running == nil, "An incarnation cannot be unwound from within a job.")
        let before = drainInvariant
        isDraining = true
        var jobs = 0
        while !(pendingCrashes.isEmpty && ghosts.isEmpty) {
            let ended = pendingCrashes
            pendingCrashes = []
            refusals.inDrain = 0
            refusals.limitPerDrain = 100_000 + 100 * ended.reduce(0) { $0 + $1.parkedCount }
            for incarnation in ended { unwind(incarnation) }
            while let ghost = ghosts.popFirst() {
                jobs += 1
                // What is given up is found again as an unfinished root.
                guard jobs <= Self.ghostJobLimit else { continue }
                runGhost(ghost.job, of: ghost.owner)
            }
            incarnations.removeAll { !$0.isAlive && $0.unfinishedRootCount == 0 }
        }
        isDraining = false
        precondition(
            drainInvariant == before,
            "Unwinding a crashed incarnation must change nothing."
        )
    }

    /// What a drain must leave as it was.
    private var drainInvariant: [UInt64] {
        [
            step, UInt64(bitPattern: now), tables.pointee.hash.fingerprint(steps: step).value,
            tables.pointee.wheel.pushed,
            UInt64(tables.pointee.ready.count),
        ]
    }

    /// Cancels the roots and resumes whatever is suspended in the kernel, in the order of slots.
    private func unwind(_ incarnation: Incarnation) {
        incarnation.cancelRoots()
        for target in tables.pointee.parking.targets(of: incarnation) {
            guard let parked = tables.pointee.parking.take(target) else { continue }
            incarnation.parkedCount &-= 1
            if !parked.isWaiter { noteGoneDeadline() }
            resume(parked, .ended)
        }
    }

    private func runGhost(_ job: UnownedJob, of owner: Incarnation) {
        refusals.inJob = 0
        running = Unmanaged.passUnretained(owner)
        job.runSynchronously(on: owner.asUnownedTaskExecutor())
        running = nil
    }

    /// Counts a refused call; true if the caller has to be parked for good.
    func noteRefusal() -> Bool {
        refusals.inJob += 1
        refusals.inDrain += 1
        precondition(
            refusals.inJob < RefusalCount.limitWithoutSuspension,
            "Code of a crashed incarnation calls a refused seam for ever without suspending."
        )
        return refusals.inJob > RefusalCount.limitPerJob
            || refusals.inDrain > refusals.limitPerDrain
    }

    /// Ends every incarnation and runs what escaped to its end, so that memory comes back.
    func shutDown() {
        driven {
            receiveForeignJobs()
            for incarnation in incarnations { crash(incarnation) }
            drainPending()
            unwindEscapedTasks()
        }
    }

    /// Lets go of every callback and action to come: what they hold may hold the simulation.
    func dropActions() {
        // Freed when the tables are in order again: what they hold may cancel others as it goes.
        let dropped = (tables.pointee.callbacks.takeAll(), interrupts)
        interrupts = InterruptList()
        withExtendedLifetime(dropped) {}
    }

    /// What is left after everything was unwound.
    func leak() -> SimulationLeak? {
        let leak = SimulationLeak(
            roots: incarnations.flatMap(\.unfinishedRoots),
            escapedJobs: escapedJobs.count,
            unreportedEscape: isEscapeReported ? nil : escape
        )
        return leak.isEmpty ? nil : leak
    }
}
