import EventsAndEffects
import Synchronization

extension PlantedDefect {
    /// A delivered effect stays executing for ever.
    static let crashBeforeComplete = PlantedDefect(
        "crash-before-complete",
        "What a crash left executing is released only when its client asks again: one that has got "
            + "the frame never does.",
        expected: ["lifecycle.quiescence"],
        store: { AskedAgainStore($0) }
    )
}

/// A store that tells a new owner of executing effects only once the session's client has sent a
/// request again.
private final class AskedAgainStore: StoreDecorator, @unchecked Sendable {
    private struct Memory {
        var askedAgain: Set<SessionKey> = []
        var withheld: [SessionKey: Lease] = [:]
    }

    private let memory = Mutex(Memory())

    override func takeLease(
        of session: SessionKey,
        for owner: String,
        ifStill stale: Lease?,
        at now: WallInstant
    ) async throws -> LeaseAnswer {
        let answer = try await super.takeLease(of: session, for: owner, ifStill: stale, at: now)
        guard case .taken(let lease, let inheritance) = answer, inheritance.hasExecuting else {
            return answer
        }
        let isWithheld = memory.withLock { memory in
            guard !memory.askedAgain.contains(session) else { return false }
            memory.withheld[session] = lease
            return true
        }
        guard isWithheld else { return answer }
        return .taken(
            lease,
            Inheritance(firstUndelivered: inheritance.firstUndelivered, hasExecuting: false)
        )
    }

    override func append(_ draft: EventDraft) async throws -> AppendAnswer {
        let answer = try await super.append(draft)
        guard answer.isDuplicate else { return answer }
        let lease = memory.withLock { memory in
            memory.askedAgain.insert(draft.sessionKey)
            return memory.withheld.removeValue(forKey: draft.sessionKey)
        }
        if let lease { try? await super.releaseExecuting(under: lease, at: draft.createdAt) }
        return answer
    }
}
