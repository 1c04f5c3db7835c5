/// A deterministic simulation: a virtual clock, and one loop that runs everything.
///
/// Rehearsed code runs as tasks of an `Incarnation`; the world around it as callbacks. A run is a
/// pure function of the seed, the policy and the code. It is driven on the calling thread; any
/// number of simulations may run at once on as many threads.
///
/// ```swift
/// let simulation = Simulation(seed: 17, policy: .random)
/// let server = simulation.boot(named: "server/1")
/// server.start("main") { await serve(clock: server) }
/// simulation.schedule(after: .seconds(3)) { server.crash() }
/// let result = simulation.run(until: .zero + .seconds(60))
/// try simulation.finish()
/// ```
///
/// To find a race, run the same program at many seeds and under more than one policy. Each call of
/// `Incarnation.wait` or `sleep` is a point at which the schedule may turn, even one of no time:
///
/// ```swift
/// for seed: UInt64 in 1...1_000 {
///     let simulation = Simulation(seed: seed, policy: .pct(depth: 2), recordsSchedule: true)
///     let process = simulation.boot(named: "box office")
///     let tickets = Tickets()
///     let office = BoxOffice(tickets) { try await process.wait(nanoseconds: 0) }
///     for name in ["Ada", "Ben"] { process.start(name) { try? await office.sell(to: name) } }
///     _ = simulation.run(until: .zero + .seconds(1))
///     if tickets.count > 1 { print("seed \(seed)\n\(simulation.recordedSchedule)") }
///     try simulation.finish()
/// }
/// ```
///
/// What is printed is the run: `Simulation(seed: seed, policy: .replay(try Schedule(text: printed)))`
/// repeats it, and says where a changed program departs from it.
///
/// Call `finish` at the end: it unwinds every task and says what is left. A simulation that is
/// freed with live tasks instead unwinds them too and then traps, or calls `leakHandler`.
public final class Simulation: @unchecked Sendable {
    /// The root of all randomness.
    public let seed: UInt64
    /// Receives what a simulation that was freed without `finish` had left; traps by default.
    public var leakHandler: (SimulationLeak) -> Void = { leak in
        preconditionFailure("A simulation was freed with live tasks: call finish(). \(leak)")
    }

    let core: SimulationCore
    private var isFinished = false

    /// Makes a simulation at time zero with nothing to do.
    ///
    /// - Parameters:
    ///   - seed: The root of all randomness.
    ///   - policy: Decides which ready entry runs next.
    ///   - recordsSchedule: Whether to keep the decisions, for a later replay.
    public init(seed: UInt64, policy: any Policy, recordsSchedule: Bool = false) {
        self.seed = seed
        core = SimulationCore(seed: seed, policy: policy, recordsSchedule: recordsSchedule)
        _ = EscapeGuard.isInstalled
    }

    deinit {
        guard !isFinished else { return }
        let roots = core.incarnations.filter(\.isAlive).flatMap(\.unfinishedRoots)
        core.shutDown()
        let left = core.leak()
        core.incarnations = []
        guard !roots.isEmpty || left != nil else { return }
        leakHandler(
            SimulationLeak(
                roots: roots + (left?.roots ?? []).filter { !roots.contains($0) },
                escapedJobs: left?.escapedJobs ?? 0,
                unreportedEscape: left?.unreportedEscape
            )
        )
    }

    /// Whether unstructured tasks are found: false where the runtime's hooks are hidden.
    public static var findsUnstructuredTasks: Bool { EscapeGuard.isInstalled }

    /// The current instant.
    public var now: VirtualInstant { core.instant }

    /// How many steps were executed: every job and every callback is a step.
    public var step: UInt64 { core.step }

    /// The first escape, if there was one.
    public var escape: Escape? { core.escape }

    /// Returns the stream of a name; each call begins it anew.
    ///
    /// The name `scheduling` is the policy's.
    public func randomStream(_ name: String) -> RandomStream {
        RandomStream(seed: seed, name: name)
    }

    /// Begins one life of a simulated process.
    public func boot(named name: String) -> Incarnation {
        let incarnation = Incarnation(name: name, core: core)
        core.incarnations.append(incarnation)
        return incarnation
    }

    /// Runs until an instant, and all that is due at it, on the calling thread.
    ///
    /// - Parameters:
    ///   - instant: Until when; not before `now`.
    ///   - maximumSteps: The greatest number of steps that this call executes.
    /// - Returns: How it ended. If nothing is left to run the clock stays where the last step ran;
    ///   `advance(to:)` moves it on.
    public func run(until instant: VirtualInstant, maximumSteps: UInt64 = .max) -> RunResult {
        precondition(!isFinished, "A simulation that has finished cannot run.")
        return core.run(until: instant.nanoseconds, maximumSteps: maximumSteps)
    }

    /// Lets the current run end after the current step.
    public func requestStop() {
        core.isStopRequested = true
        core.needsAttention = true
    }

    /// Moves the clock over a time in which nothing is ready or due.
    public func advance(to instant: VirtualInstant) {
        core.advance(to: instant.nanoseconds)
    }

    /// Crashes every incarnation that is alive, and frees all that the simulation holds.
    ///
    /// - Throws: `SimulationLeak` if a task did not end, or escaped while it was unwound.
    public func finish() throws(SimulationLeak) {
        guard !isFinished else { return }
        isFinished = true
        core.shutDown()
        core.dropActions()
        let leak = core.leak()
        core.incarnations = []
        if let leak { throw leak }
    }
}
