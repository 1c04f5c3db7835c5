internal import Glibc

/// Sees every job that goes to the global pool or to the main actor.
///
/// The concurrency runtime has a hook for each of the two. The hooks are the only state of the
/// kernel that is shared by all simulations of a process: they ask the calling thread which
/// simulation it drives, and leave the jobs of any other thread untouched.
///
/// Why the seams need no check of their own: a `Task {}` inside an actor can begin in the actor's
/// queue, inside a job of the simulation, where it is as deterministic as that job. As soon as it
/// has suspended, its resumption goes to the global pool and is seen here.
enum EscapeGuard {
    private typealias Original = @convention(thin) (UnownedJob) -> Void
    private typealias Hook = @convention(thin) (UnownedJob, Original) -> Void

    /// Whether the runtime has the hooks: false where its symbols are hidden.
    static let isInstalled: Bool = {
        let global = install("swift_task_enqueueGlobal_hook") { job, original in
            guard let core = DrivingThread.currentCore else { return original(job) }
            core.hold(job, breaking: .unstructuredTask)
        }
        let main = install("swift_task_enqueueMainExecutor_hook") { job, original in
            guard let core = DrivingThread.currentCore else { return original(job) }
            core.hold(job, breaking: .mainActor)
        }
        return global && main
    }()

    private static func install(_ symbol: String, _ hook: @escaping Hook) -> Bool {
        guard let address = dlsym(nil, symbol) else { return false }
        address.assumingMemoryBound(to: Optional<Hook>.self).pointee = hook
        return true
    }
}
