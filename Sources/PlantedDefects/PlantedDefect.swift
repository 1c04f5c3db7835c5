public import EventsAndEffects

/// The shipped architecture with exactly one defect of the real world: the harness's own test.
///
/// A defect is made by putting one small faulty part in the place of a shipped one, through the same
/// seams that anybody may use; the shipped code knows nothing of it. Where the real defect needs a
/// statement or a constraint that the shipped store does not have, the faulty store acts it out in
/// memory: what counts is what can be observed.
public struct PlantedDefect: Sendable {
    /// The name, such as `stuck-executing`.
    public let id: String
    /// What is wrong, in one sentence.
    public let summary: String
    /// The invariants that should see it.
    public let expected: [String]
    /// Makes the parts of a faulty server, and the store that it is given in place of the real one.
    ///
    /// Called once for each life of a server: what the faulty parts remember dies with it.
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

    /// Makes a defect of the store.
    init(
        _ id: String,
        _ summary: String,
        expected: [String],
        store: @escaping @Sendable (any Store) -> any Store
    ) {
        self.init(id, summary, expected: expected) { (ServerParts(), store($0)) }
    }

    /// Makes a defect of the server's parts.
    init(
        _ id: String,
        _ summary: String,
        expected: [String],
        parts change: @escaping @Sendable (inout ServerParts) -> Void
    ) {
        self.init(id, summary, expected: expected) { store in
            var parts = ServerParts()
            change(&parts)
            return (parts, store)
        }
    }
}

extension PlantedDefect {
    /// All planted defects, in the order in which reports show them.
    public static let all: [PlantedDefect] = [
        .stuckExecuting, .crashBeforeComplete, .retryToBack, .clearPendingOnMessage,
        .concurrentSessionEffects, .claimWithoutCompare, .overlappingPolls,
        .completedBecauseSocketExisted, .sequenceRace, .errorClosesNeighbour, .noReplay,
        .shutdownDropsQueue, .orderByWallClock, .twoTransactions, .retryStreamsAgain,
        .payloadHashKey, .pollByThread, .cooldownNotCleared, .lookupByThread, .newestTabOnly,
        .requestNotDeduplicated, .sendErrorIsAgentError, .agentIgnoresAbort, .failureNotReported,
        .cancelIgnored, .wrongAgent, .offlineStarvesOnline, .outageStrands, .halfOpenCountsAsSent,
        .malformedFrameCloses, .ttlDrops, .negativeLatency, .duplicateTimestampKey, .leakyRegistry,
        .crossSessionBuffer, .staleCheckpointCache,
    ]
}
