import EventsAndEffects
import Synchronization

extension PlantedDefect {
    /// A crash between the two leaves a request that counts as processed and has no answer.
    static let twoTransactions = PlantedDefect(
        "two-transactions",
        "Checkpoint and effects are committed separately; a crash may come between the two.",
        expected: ["durability.atomicity"],
        store: { TwoTransactionsStore($0) }
    )
}

/// A store whose commit is two transactions.
///
/// The shipped store cannot write a checkpoint first and its effects later. So the first
/// transaction notes the checkpoint where the store keeps cancellations, and the second one writes
/// everything; a server that starts and finds a note without a checkpoint writes the checkpoint
/// without its effects: what the crash has left.
private final class TwoTransactionsStore: StoreDecorator, @unchecked Sendable {
    private struct Notes {
        var own: Set<Cancellation> = []
        var left: Set<Cancellation> = []
    }

    private let notes = Mutex(Notes())

    override func commit(_ work: UnitOfWork, under lease: Lease) async throws -> CommitAnswer {
        guard let requestID = work.effects.first?.frame.requestID else {
            return try await super.commit(work, under: lease)
        }
        let note = Cancellation(sessionKey: work.sessionKey, requestID: requestID)
        let isTorn = notes.withLock { notes in
            notes.own.insert(note)
            return notes.left.contains(note)
        }
        if isTorn { return try await super.commit(work.replacingEffects([]), under: lease) }
        try await super.cancel(request: requestID, of: work.sessionKey)
        return try await super.commit(work, under: lease)
    }

    override func unprocessed() async throws -> Sweep {
        let sweep = try await super.unprocessed()
        notes.withLock { $0.left.formUnion(sweep.cancellations) }
        return sweep
    }

    override func sweep(after position: SweepPosition, limit: Int) async throws -> Sweep {
        var sweep = try await super.sweep(after: position, limit: limit)
        let own = notes.withLock { $0.own }
        sweep.cancellations.removeAll { own.contains($0) }
        return sweep
    }
}
