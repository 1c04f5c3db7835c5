/// One life of one simulated process: everything it runs, and all that a crash takes away.
///
/// It is the executor of its tasks. Start them with `start`; actors, task groups and `async let`
/// inherit it. A process that restarts is a new incarnation, never this one again.
///
/// It is no `SerialExecutor`, so no actor can be pinned to it: only a plain actor reaches every
/// order that production can. Besides, a job that runs on no serial executor needs no switch to and
/// from the task's own code: one job for a wake-up instead of three.
///
/// Determinism: its jobs run on the one loop of its simulation, in the order that the policy
/// chooses.
public final class Incarnation: TaskExecutor, @unchecked Sendable {
    /// The name for reports: which process, which life of it.
    public let name: String
    /// False once it has crashed; never true again.
    public var isAlive: Bool { !hasEnded }

    // Unchecked: every seam asks on the one thread that drives the simulation, and the runtime's
    // check of overlapping access would cost more than the access. It does not reach into other
    // modules, which is why they ask for a computed property.

    /// Whether it has crashed.
    @exclusivity(unchecked) var hasEnded = false
    /// Whether its process stalls; see `pause`.
    @exclusivity(unchecked) public internal(set) var isPaused = false
    /// How many tasks are suspended in the kernel: asleep, or waiting for the world.
    @exclusivity(unchecked) public internal(set) var parkedCount = 0
    /// How many of the root tasks have not finished.
    public private(set) var unfinishedRootCount = 0

    let core: SimulationCore
    /// What was to run while it was paused, in the order in which its turn came.
    var held: [HeldEntry] = []
    private var roots: [Root] = []

    private struct Root {
        let name: String
        var task: Task<Void, Never>?
    }

    init(name: String, core: SimulationCore) {
        self.name = name
        self.core = core
    }

    /// Whether any of its tasks could run at this instant.
    public var hasRunnableJobs: Bool { core.canRun(self) }

    /// The root tasks that have not finished, in the order of being started.
    public var unfinishedRoots: [UnfinishedRoot] {
        roots.filter { $0.task != nil }.map { UnfinishedRoot(incarnation: name, name: $0.name) }
    }

    /// What is left after a crash or a graceful stop: nil as it should be, if every root has ended.
    public var leak: SimulationLeak? {
        let leak = SimulationLeak(roots: unfinishedRoots, escapedJobs: 0, unreportedEscape: nil)
        return leak.isEmpty ? nil : leak
    }

    /// Starts a root task, which becomes ready at once.
    ///
    /// - Parameters:
    ///   - name: What a report calls it.
    ///   - operation: What it does. It ends when its seams throw `IncarnationEnded`.
    public func start(_ name: String, _ operation: @escaping @Sendable () async -> Void) {
        precondition(isAlive, "A crashed incarnation starts nothing: boot a new one.")
        let number = roots.count
        unfinishedRootCount += 1
        core.driven {
            let task = Task(executorPreference: self) {
                await operation()
                self.finishRoot(number)
            }
            roots.append(Root(name: name, task: task))
        }
    }

    /// Ends it as a power cut would: nothing that it does afterwards has an effect.
    ///
    /// Every seam refuses its tasks from now on, those that are suspended are resumed with
    /// `IncarnationEnded`, all are cancelled, and they unwind, so that their memory comes back.
    /// That takes no step, no time and no randomness. May be called from a callback or, through a
    /// seam, from a job of the incarnation itself: then the unwinding begins when the job returns.
    /// A second crash does nothing.
    public func crash() {
        core.driven { core.crash(self) }
    }

    /// Takes a job from the concurrency runtime.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        guard core.thread.isCurrent || core.thread.isAtHome else {
            return core.foreignJobs.append(job, of: self)
        }
        if isAlive {
            core.becomeReady(job, of: self)
        } else {
            core.enqueueGhost(job, of: self)
        }
    }

    /// Returns the reference under which tasks prefer it.
    public func asUnownedTaskExecutor() -> UnownedTaskExecutor {
        UnownedTaskExecutor(ordinary: self)
    }

    func cancelRoots() {
        for root in roots { root.task?.cancel() }
    }

    private func finishRoot(_ number: Int) {
        roots[number].task = nil
        unfinishedRootCount -= 1
    }
}
