import SimulationKernel

/// Advances a simulation phase by phase, and says why it could not.
struct PhaseClock {
    private let simulation: Simulation
    private let maximumSteps: UInt64
    private let isEnough: (() -> Bool)?
    /// How many steps may run at one instant, beyond which they are taken to go on for ever: all of
    /// ten thousand sessions that come back at once are a tenth of it.
    static let patience: UInt64 = 2_000_000
    /// How many steps have run at one instant, if they were too many.
    private(set) var livelock: UInt64?
    /// Why the simulation did not come to the end of a phase, in a sentence.
    private(set) var doubt: String?
    /// What ran where the simulation does not decide, in a sentence; nil: nothing did.
    private(set) var escape: String?
    /// Whether it was told that the rest is of no interest.
    private(set) var hasEnough = false

    /// Makes a clock; `isEnough`, if there is one, is asked at every look whether the rest is of no
    /// interest.
    init(
        simulation: Simulation,
        maximumSteps: UInt64,
        isEnough: (() -> Bool)?
    ) {
        self.simulation = simulation
        self.maximumSteps = maximumSteps
        self.isEnough = isEnough
    }

    /// Whether the next phase is not to be gone through.
    var isOver: Bool { doubt != nil || hasEnough }

    /// Lets exactly `duration` of virtual time pass, or as much of it as is of interest, looking
    /// every `interval`.
    mutating func advance(by duration: Duration, lookingEvery interval: Duration) {
        let end = simulation.now + duration
        guard isEnough != nil else { return run(until: end) }
        while !isOver, simulation.now < end {
            run(until: min(end, simulation.now + interval))
        }
    }

    /// Lets `duration` of virtual time pass at most: until `isDone` holds at two looks in a row, so
    /// that what was in flight at the first is seen at the second.
    mutating func advance(
        by duration: Duration,
        lookingEvery interval: Duration,
        until isDone: () -> Bool
    ) {
        let end = simulation.now + duration
        var wasDone = false
        while !isOver, simulation.now < end {
            run(until: min(end, simulation.now + interval))
            let isDoneNow = isDone()
            if wasDone, isDoneNow { return }
            wasDone = isDoneNow
        }
    }

    private mutating func run(until instant: VirtualInstant) {
        guard !isOver else { return }
        defer { hasEnough = isEnough?() ?? false }
        var start = simulation.now
        while mayGoOn(simulation.run(until: instant, maximumSteps: min(Self.patience, stepsLeft))) {
            guard simulation.now > start else {
                livelock = Self.patience
                doubt = "a livelock: \(Self.patience) steps have run at \(start)"
                return
            }
            start = simulation.now
        }
        if simulation.now < instant, doubt == nil { simulation.advance(to: instant) }
    }

    private var stepsLeft: UInt64 { maximumSteps - min(maximumSteps, simulation.step) }

    /// Takes the end of a run; returns whether it was only that many steps that were enough.
    private mutating func mayGoOn(_ result: RunResult) -> Bool {
        switch result {
        case .reachedDeadline, .idle: break
        case .stepLimit where stepsLeft > 0: return true
        case .stepLimit: doubt = "the limit of \(maximumSteps) steps was reached"
        case .stopped: preconditionFailure("Nothing in a run asks the simulation to stop.")
        case .stalled(let stall): doubt = stall.description
        case .escaped(let escape):
            doubt = escape.description
            self.escape = escape.description
        case .diverged(let divergence): doubt = divergence.description
        }
        return false
    }
}
