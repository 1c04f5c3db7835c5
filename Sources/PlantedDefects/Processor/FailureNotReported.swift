import EventsAndEffects

extension PlantedDefect {
    /// The last attempt fails in silence.
    static let failureNotReported = PlantedDefect(
        "failure-not-reported",
        "When every attempt has failed, nobody is told.",
        expected: ["protocol.frames", "durability.responses"],
        parts: { parts in
            parts.changeProcessor { $0.store = SilentFailureStore($0.store) }
        }
    )
}

/// A store that keeps a failure to itself.
private final class SilentFailureStore: StoreDecorator, @unchecked Sendable {
    override func commit(_ work: UnitOfWork, under lease: Lease) async throws -> CommitAnswer {
        let isFailure = work.turn.outcome == .failed
        return try await super.commit(isFailure ? work.replacingEffects([]) : work, under: lease)
    }
}
