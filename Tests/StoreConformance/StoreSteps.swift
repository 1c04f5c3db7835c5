import EventsAndEffects
import Testing

/// The steps that laws are told in: what a server does with a store, with names and instants filled
/// in.
extension EventStore {
    func accept(
        _ request: String,
        in session: SessionKey,
        id: String? = nil,
        content: String = "Hello",
        at milliseconds: Int64 = 1_000
    ) async throws -> AppendAnswer {
        try await append(
            EventDraft(
                id: id ?? "event-\(session.user)-\(request)",
                sessionKey: session,
                message: UserMessage(requestID: request, content: content),
                createdAt: WallInstant(milliseconds: milliseconds)
            )
        )
    }
}

extension LeaseStore {
    func lease(of session: SessionKey, for owner: String = "server-1") async throws -> Lease {
        let answer = try await takeLease(
            of: session,
            for: owner,
            ifStill: nil,
            at: WallInstant(milliseconds: 1_000)
        )
        guard case .taken(let lease, _) = answer else {
            throw StepFailure(what: "\(owner) should have got the lease of \(session)")
        }
        return lease
    }
}

extension CheckpointStore {
    @discardableResult
    func answer(
        _ sequence: Int,
        under lease: Lease,
        text: String = "Hello to you",
        at milliseconds: Int64 = 2_000
    ) async throws -> CommitAnswer {
        try await commit(
            .answering(sequence, of: lease.sessionKey, text: text, at: milliseconds),
            under: lease
        )
    }
}

extension OutboxStore {
    func claim(under lease: Lease, at milliseconds: Int64 = 3_000) async throws -> Effect {
        let answer = try await claimNext(
            under: lease,
            at: WallInstant(milliseconds: milliseconds)
        )
        guard case .claimed(let effect) = answer else {
            throw StepFailure(what: "an effect should have been claimed, not \(answer)")
        }
        return effect
    }
}

extension UnitOfWork {
    /// The work of an event whose request is `request-<seq>`, with one effect.
    static func answering(
        _ sequence: Int,
        of session: SessionKey,
        text: String = "Hello to you",
        at milliseconds: Int64 = 2_000
    ) -> UnitOfWork {
        let checkpointID = "\(session.text):\(sequence)"
        let frame = TerminalFrame(
            requestID: "request-\(sequence)",
            body: .final(message: text, latency: 12, usage: nil)
        )
        let effect = EffectDraft(
            id: "effect-\(checkpointID)",
            checkpointID: checkpointID,
            ordinal: 1,
            frame: frame
        )
        return UnitOfWork(
            sessionKey: session,
            sequence: sequence,
            turn: Turn(question: "Hello", outcome: .answered(text)),
            effects: [effect],
            createdAt: WallInstant(milliseconds: milliseconds)
        )
    }
}

extension SessionKey {
    /// A session of a user of that number.
    static func numbered(_ number: Int) throws -> SessionKey {
        try SessionKey(user: "user-\(number)", agent: "helper", thread: "thread-1")
    }
}

extension WallInstant {
    /// Some instant at which nothing else happens.
    static let later = WallInstant(milliseconds: 9_000)
}

/// A step of a law had another outcome than the rest of the law builds on.
struct StepFailure: Error, CustomStringConvertible {
    let what: String

    var description: String { what }
}
