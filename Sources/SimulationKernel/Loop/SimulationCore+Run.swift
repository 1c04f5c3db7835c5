extension SimulationCore {
    /// Runs steps until one of the ends that `RunResult` names.
    func run(until deadline: Int64, maximumSteps: UInt64) -> RunResult {
        precondition(!isLooping, "A simulation cannot be run from within one of its own steps.")
        precondition(deadline >= now, "A simulation cannot run until an instant in the past.")
        let (limit, overflow) = step.addingReportingOverflow(maximumSteps)
        needsAttention = true
        isLooping = true
        defer {
            isLooping = false
            follow { $0.leave() }
        }
        return driven { loop(until: deadline, limit: overflow ? .max : limit) }
    }

    private func loop(until deadline: Int64, limit: UInt64) -> RunResult {
        while true {
            if step >= boundary || needsAttention || foreignJobs.arePending {
                if let result = attend(limit: limit) { return result }
                if needsAttention { continue }
            }
            if tables.pointee.ready.count == 1 {
                follow { $0.run(at: 0) }
                execute(tables.pointee.ready.removeFirst())
            } else if tables.pointee.ready.count > 1 {
                guard let index = choose() else { continue }
                follow { $0.run(at: index) }
                execute(tables.pointee.ready.remove(at: index))
            } else if let result = advance(until: deadline) {
                return result
            }
        }
    }

    /// Asks the policy; nil if it does not know this run.
    @inline(__always)
    private func choose() -> Int? {
        let choice = Choice(step: step, alternatives: tables.pointee.ready.count)
        if recordsSchedule { recordState() }
        do throws(ScheduleDivergence) {
            let index = try tables.pointee.policy.choose(choice)
            precondition(
                index >= 0 && index < choice.alternatives,
                "A policy must choose one of the ready entries."
            )
            tables.pointee.hash.absorb(
                UInt64(choice.alternatives) << 32 | UInt64(index),
                as: .decision
            )
            if recordsSchedule { schedule.append(choice, chosen: index) }
            return index
        } catch {
            divergence = error
            needsAttention = true
            return nil
        }
    }

    @inline(never)
    private func recordState() {
        if let observed { states.append(state(observed: observed())) }
    }

    @inline(__always)
    private func execute(_ entry: ReadyRing.Entry) {
        if tables.pointee.pausedCount > 0, hold(entry) { return }
        if let owner = entry.owner {
            step &+= 1
            runJob(entry.job, of: owner)
        } else if entry.target.isParking {
            fire(entry.target)
        } else if let action = tables.pointee.callbacks.take(entry.target) {
            step &+= 1
            action()
        } else {
            forgetDeadline()
        }
    }

    @inline(__always)
    private func runJob(_ job: UnownedJob, of owner: Unmanaged<Incarnation>) {
        running = owner
        owner._withUnsafeGuaranteedRef { incarnation in
            job.runSynchronously(on: incarnation.asUnownedTaskExecutor())
        }
        running = nil
    }

    /// Wakes a sleeping task and runs it, which is one step.
    @inline(__always)
    private func fire(_ target: Target) {
        guard let parked = tables.pointee.parking.take(target) else { return forgetDeadline() }
        step &+= 1
        parked.owner._withUnsafeGuaranteedRef { $0.parkedCount &-= 1 }
        let readyBefore = tables.pointee.ready.count
        running = parked.owner
        resume(parked, .woken)
        running = nil
        // The policy has chosen this task already: its job does not go through another choice.
        // A task of an actor that has work queued is run by that work's job, later.
        if tables.pointee.ready.count > readyBefore {
            follow { $0.runLast() }
            runJob(tables.pointee.ready.removeLast().job, of: parked.owner)
        }
    }

    /// Lets time jump to the next deadline: nil if something is ready then.
    private func advance(until limit: Int64) -> RunResult? {
        guard let deadline = nextDeadline() else { return idleResult() }
        guard deadline <= limit else {
            now = limit
            return .reachedDeadline
        }
        now = deadline
        tables.pointee.hash.absorb(UInt64(bitPattern: now), as: .instant)
        tables.pointee.wheel.removeEarliest { becomeReady($0) }
        return nil
    }

    private func idleResult() -> RunResult {
        let stalled = incarnations.filter { $0.isAlive && !$0.isPaused && $0.parkedCount == 0 }
        let roots = stalled.flatMap(\.unfinishedRoots)
        return roots.isEmpty ? .idle : .stalled(Stall(roots: roots, instant: instant, step: step))
    }

    /// Looks after everything that is rare; returns how the run ends, if it does.
    private func attend(limit: UInt64) -> RunResult? {
        needsAttention = false
        follow { $0.leave() }
        receiveForeignJobs()
        drainPending()
        if let escape {
            isEscapeReported = true
            return .escaped(escape)
        }
        if let divergence { return .diverged(divergence) }
        if isStopRequested {
            isStopRequested = false
            return .stopped
        }
        guard step < limit else { return .stepLimit }
        while let action = interrupts.removeFirst(dueAt: step) { action() }
        boundary = min(limit, interrupts.nextStep)
        return nil
    }
}
