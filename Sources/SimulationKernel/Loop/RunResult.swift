/// How a call of `Simulation.run` came to its end.
public enum RunResult: Hashable, Sendable {
    /// The instant came until which to run; the clock stands exactly at it.
    case reachedDeadline
    /// Nothing is left to run, and the clock stands where the last step ran.
    ///
    /// Tasks may be left that wait for the world (`Incarnation.park`), which can resume them.
    case idle
    /// Nothing is left to run, but tasks have not finished and wait for nothing in the kernel.
    case stalled(Stall)
    /// The greatest number of steps was executed.
    case stepLimit
    /// A step asked for it (`Simulation.requestStop`); the next run goes on.
    case stopped
    /// Code ran, or was about to run, outside the simulation; every later run ends so too.
    case escaped(Escape)
    /// The run is not the one that the policy repeats; every later run ends so too.
    case diverged(ScheduleDivergence)
}

/// Tasks that wait for something that the simulation knows nothing of.
///
/// The usual cause is a real clock (`Task.sleep`, `ContinuousClock`) instead of the injected one;
/// others are the main actor, and a continuation or a stream that nobody resumes or finishes. A
/// stream that only the caller feeds, between two runs, looks the same.
public struct Stall: Hashable, Sendable, CustomStringConvertible {
    /// The tasks.
    public let roots: [UnfinishedRoot]
    /// When nothing was left to run.
    public let instant: VirtualInstant
    /// The number of steps executed until then.
    public let step: UInt64

    /// One sentence for a person.
    public var description: String {
        let names = roots.map(\.description).joined(separator: ", ")
        return """
            \(instant) step \(step): nothing is left to run, but \(names) has not finished: it \
            sleeps on a real clock (Task.sleep: use the injected clock), or waits for the main \
            actor or for a continuation or stream that nobody resumes
            """
    }
}
