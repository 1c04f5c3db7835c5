public import EventsAndEffects

/// The shipped architecture with exactly one defect of the real world: the harness's own test.
///
/// A defect is made by putting one small faulty part in the place of a shipped one, through the same
/// seams that anybody may use; the shipped code knows nothing of it.
public struct PlantedDefect: Sendable {
    /// The name, such as `stuck-executing`.
    public let id: String
    /// What is wrong, in one sentence.
    public let summary: String
    /// The invariants that should see it.
    public let expected: [String]
    /// Makes the parts of a faulty server, and the store that it is given in place of the real one.
    public let assemble: @Sendable (any Store) -> (ServerParts, any Store)

    init(
        _ id: String,
        _ summary: String,
        expected: [String],
        assemble: @escaping @Sendable (any Store) -> (ServerParts, any Store)
    ) {
        self.id = id
        self.summary = summary
        self.expected = expected
        self.assemble = assemble
    }
}

extension PlantedDefect {
    /// All planted defects, in the order in which reports show them.
    public static let all: [PlantedDefect] = [
        .stuckExecuting, .claimWithoutCompare, .lookupByThread,
        .pollByThread, .cooldownNotCleared, .newestTabOnly, .cancelIgnored, .malformedFrameCloses,
        .agentIgnoresAbort,
    ]
}
