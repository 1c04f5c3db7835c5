internal import DequeModule

extension SimulationCore {
    /// Escaped jobs that the end of a simulation runs before it gives up the rest.
    private static let escapedJobLimit = 100_000

    /// Keeps a job that was on its way out of the simulation, and reports it.
    func hold(_ job: UnownedJob) {
        report(.unstructuredTask, in: running?._withUnsafeGuaranteedRef { $0.name })
        escapedJobs.append(job)
    }

    /// Takes over what other threads enqueued, and reports it.
    func receiveForeignJobs() {
        guard foreignJobs.arePending else { return }
        let jobs = foreignJobs.removeAll()
        report(.foreignThread, in: jobs.first?.owner.name)
        for (job, owner) in jobs {
            owner.isAlive
                ? becomeReady(job, of: owner)
                : enqueueGhost(job, of: owner)
        }
    }

    /// Runs escaped tasks to their end, now that every seam refuses them.
    func unwindEscapedTasks() {
        let host = Incarnation(name: "escaped tasks", core: self)
        host.hasEnded = true
        var jobs = 0
        while jobs < Self.escapedJobLimit, let job = escapedJobs.popFirst() {
            jobs += 1
            isDraining = true
            running = Unmanaged.passUnretained(host)
            refusals.inJob = 0
            job.runSynchronously(on: host.asUnownedTaskExecutor())
            running = nil
            isDraining = false
            drainPending()
        }
    }

    private func report(_ rule: Escape.Rule, in incarnation: String?) {
        needsAttention = true
        guard escape == nil else { return }
        escape = Escape(rule: rule, incarnation: incarnation, instant: instant, step: step)
    }
}
