internal import DequeModule

/// The state of one simulation: what `Simulation` and its incarnations share.
///
/// Apart from `Simulation`, so that a task that never ends keeps this alive and not the simulation,
/// whose end can then be noticed and the task reported.
final class SimulationCore: @unchecked Sendable {
    let seed: UInt64
    let recordsSchedule: Bool

    /// Nanoseconds since the start.
    var now: Int64 = 0
    /// Steps executed.
    var step: UInt64 = 0

    let tables: UnsafeMutablePointer<LoopTables>
    /// About how many deadlines in the wheel have lost their target.
    var goneDeadlines = 0

    var schedule = Schedule()
    /// What tells states apart beside what the kernel sees, if they are recorded.
    var observed: (() -> UInt64)?
    var states: [UInt64] = []

    /// The step before which `attend` must look, so that a step costs one comparison.
    var boundary: UInt64 = 0
    /// Whether `attend` must look before the next step.
    var needsAttention = false
    var isStopRequested = false
    var isLooping = false
    var interrupts = InterruptList()
    var escape: Escape?
    var isEscapeReported = false
    var divergence: ScheduleDivergence?

    /// Every incarnation that may still have tasks, in the order of booting.
    var incarnations: [Incarnation] = []
    /// Whose job is running.
    var running: Unmanaged<Incarnation>?
    var pendingCrashes: [Incarnation] = []
    /// The jobs of incarnations that have ended.
    var ghosts = Deque<(job: UnownedJob, owner: Incarnation)>()
    var isDraining = false
    var refusals = RefusalCount()
    /// Jobs of tasks that escaped: held back, so that they race with nothing.
    var escapedJobs = Deque<UnownedJob>()

    let thread = DrivingThread()
    let foreignJobs = ForeignJobs()

    init(seed: UInt64, policy: any Policy, recordsSchedule: Bool) {
        self.seed = seed
        self.recordsSchedule = recordsSchedule
        tables = .allocate(capacity: 1)
        tables.initialize(to: LoopTables(policy: policy))
        tables.pointee.policy.begin(RandomStream(seed: seed, name: "scheduling"))
        tables.pointee.followsChains = tables.pointee.policy.chains != nil
    }

    deinit {
        tables.deinitialize(count: 1)
        tables.deallocate()
    }

    /// Runs something on this thread as part of the simulation.
    ///
    /// What it resumes or starts belongs to the simulation; what escapes is found.
    @inline(__always)
    func driven<Result>(_ body: () -> Result) -> Result {
        thread.isCurrent ? body() : drivenFromOutside(body)
    }

    @inline(never)
    private func drivenFromOutside<Result>(_ body: () -> Result) -> Result {
        let outer = thread.enter(self)
        defer { thread.leave(restoring: outer) }
        return body()
    }
}
