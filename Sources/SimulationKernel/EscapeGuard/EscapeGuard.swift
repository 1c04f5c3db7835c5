internal import Glibc

/// Sees every job that goes to the global pool.
///
/// The concurrency runtime has a hook for it, the only state of the kernel that all simulations of
/// a process share: it asks the calling thread which simulation it drives, and leaves the jobs of
/// any other thread untouched.
///
/// Why the seams need no check of their own: a `Task {}` inside an actor can begin in the actor's
/// queue, inside a job of the simulation, where it is as deterministic as that job. As soon as it
/// has suspended, its resumption goes to the global pool and is seen here. Real clocks and the main
/// actor do not pass the hook: they leave nothing to run (`RunResult.stalled`), or come back on
/// another thread (`Escape.Rule.foreignThread`).
enum EscapeGuard {
    private typealias Original = @convention(thin) (UnownedJob) -> Void
    private typealias Hook = @convention(thin) (UnownedJob, Original) -> Void

    /// Whether the runtime has the hook: false where its symbol is hidden.
    static let isInstalled: Bool = {
        guard let address = dlsym(nil, "swift_task_enqueueGlobal_hook") else { return false }
        address.assumingMemoryBound(to: Optional<Hook>.self).pointee = { job, original in
            guard let core = DrivingThread.currentCore else { return original(job) }
            core.hold(job)
        }
        return true
    }()
}
