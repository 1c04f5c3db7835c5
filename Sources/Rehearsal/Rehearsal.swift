import Simulator

/// Rehearses a server of one's own: runs it through scenario files at many seeds, under every
/// invariant, and says with evidence what does not hold.
///
/// ```swift
/// let rehearsal = Rehearsal(
///     of: .init(name: "fair queue", parts: ServerParts(queue: FairQueue.init)),
///     seeds: 1...20)
/// try await rehearsal.run("Scenarios").requirePassed()
/// ```
///
/// The same as `rehearse run`, for tests of another package, and with other parts in the place of
/// the shipped ones. Unlike the `Simulation` of `SimulationKernel`, which runs any Swift concurrency
/// code and judges nothing, it knows what a chat server owes its clients.
///
/// Determinism: what a run comes to is a function of scenario, seed, strategy, architecture and
/// build; neither the number of jobs nor the machine changes it.
public struct Rehearsal: Sendable {
    /// What is rehearsed.
    public var architecture: Architecture
    /// The seeds that each scenario runs at, both ends included; nil: its own.
    public var seeds: ClosedRange<UInt64>?
    /// Which of the jobs that are ready runs next; nil: `portfolio` for several seeds, and what the
    /// scenario says for one.
    public var strategy: Strategy?
    /// How many seeds run at once; nil: as many as there are processors.
    public var jobs: Int?

    /// Prepares the rehearsal of an architecture; nothing runs yet.
    public init(
        of architecture: Architecture = .shipped,
        seeds: ClosedRange<UInt64>? = nil,
        strategy: Strategy? = nil,
        jobs: Int? = nil
    ) {
        self.architecture = architecture
        self.seeds = seeds
        self.strategy = strategy
        self.jobs = jobs
    }

    /// Runs the scenarios of some files, and of all that is in some folders.
    ///
    /// Takes the machine's processors, but none of the threads on which tests run; ends early when
    /// its task is cancelled, by a time limit for instance.
    ///
    /// - Parameter paths: Files whose names end in `.yaml`, and folders; from the working directory,
    ///   unless they begin with `/`.
    /// - Returns: what the runs came to, violations included.
    /// - Throws: `Problem` if there is nothing to run, or a run is another one when it is repeated;
    ///   `CancellationError`.
    public func run(_ paths: String...) async throws -> Outcome {
        try await run(paths)
    }

    /// Runs the scenarios of some files, and of all that is in some folders; see `run(_:)`.
    public func run(_ paths: [String]) async throws -> Outcome {
        try await run(ScenarioSelection(paths: paths))
    }

    /// Runs the scenario that a text in the format of scenario files describes.
    ///
    /// For a scenario that stands in the test itself. Its includes are looked for from the working
    /// directory.
    /// - Parameters:
    ///   - text: What would be in the file.
    ///   - name: The name of the scenario, as the text gives it if it does.
    /// - Returns: what the runs came to, violations included.
    /// - Throws: as `run(_:)`.
    public func run(text: String, named name: String) async throws -> Outcome {
        try await run(ScenarioSelection(text: text, name: name))
    }

    private func run(_ selection: ScenarioSelection) async throws -> Outcome {
        let work = try ScenarioRuns(self)
        let isCancelled = Flag()
        let results = try await withTaskCancellationHandler {
            try await Threads.run { try work.run(try selection.entries(), unless: isCancelled) }
        } onCancel: {
            isCancelled.raise()
        }
        try Task.checkCancellation()
        return Outcome(results)
    }
}
