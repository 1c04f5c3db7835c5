import SimulationKernel

/// Advances a simulation phase by phase, and says why it could not.
struct PhaseClock {
    private let simulation: Simulation
    private let maximumSteps: UInt64
    /// Why the simulation did not come to the end of a phase, in a sentence.
    private(set) var doubt: String?

    init(simulation: Simulation, maximumSteps: UInt64) {
        self.simulation = simulation
        self.maximumSteps = maximumSteps
    }

    /// Lets exactly `duration` of virtual time pass.
    mutating func advance(by duration: Duration) {
        run(until: simulation.now + duration)
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
        while doubt == nil, simulation.now < end {
            run(until: min(end, simulation.now + interval))
            let isDoneNow = isDone()
            if wasDone, isDoneNow { return }
            wasDone = isDoneNow
        }
    }

    private mutating func run(until instant: VirtualInstant) {
        guard doubt == nil else { return }
        let steps = maximumSteps - min(maximumSteps, simulation.step)
        switch simulation.run(until: instant, maximumSteps: steps) {
        case .reachedDeadline: break
        case .idle: simulation.advance(to: instant)
        case .stepLimit: doubt = "the limit of \(maximumSteps) steps was reached"
        case .stopped: preconditionFailure("Nothing in a run asks the simulation to stop.")
        case .stalled(let stall): doubt = stall.description
        case .escaped(let escape): doubt = escape.description
        case .diverged(let divergence): doubt = divergence.description
        }
    }
}
