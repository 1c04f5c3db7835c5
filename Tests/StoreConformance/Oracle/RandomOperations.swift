import EventsAndEffects
internal import SimulationKernel

/// A seeded sequence of calls that servers might make: mostly sensible, sometimes repeated, late,
/// out of turn or under a lease that was lost.
///
/// It learns from the answers of one store what it can ask next, so that most calls meet rows.
///
/// Determinism: a function of the seed and of the answers.
package struct RandomOperations {
    private var random: RandomStream
    private let sessions: [SessionKey]
    private var leases: [Lease] = []
    private var effectIDs: [String] = []
    private var claimed: [SessionKey: String] = [:]
    private var accepted: [SessionKey: String] = [:]
    private var dedupeKeys: [String] = []
    private var committed: [SessionKey: Int] = [:]
    private var position = SweepPosition()
    private var count = 0

    /// Starts a sequence.
    package init(seed: UInt64) throws {
        random = RandomStream(seed: seed, name: "operations")
        sessions = try (1...6).map { try SessionKey.numbered($0) }
    }

    /// The next call.
    package mutating func next() -> StoreOperation {
        count += 1
        let session = pick(sessions)
        switch below(100) {
        case ..<18: return .append(draft(of: session))
        case ..<21: return .events(session, after: below(8))
        case ..<23: return .unprocessed
        case ..<27: return .sweep(position, limit: below(6))
        case ..<30:
            return .cancel(below(3) == 0 ? request() : accepted[session] ?? request(), session)
        case ..<33: return .conversation(session)
        case ..<48: return .commit(work(of: session), lease(of: session))
        case ..<62: return .claimNext(lease(of: session), instant())
        case ..<74: return .complete(effect(of: session), lease(of: session), instant())
        case ..<79: return .release(effect(of: session), lease(of: session), instant())
        case ..<81: return .fail(effect(of: session), lease(of: session), instant())
        case ..<84: return .releaseExecuting(lease(of: session), instant())
        case ..<90: return .poll(sessions.filter { _ in below(2) == 0 }, limit: below(5))
        case ..<96: return take(session)
        case ..<98: return .renewLeases(pick(["server-1", "server-2", "server-3"]))
        default: return .releaseLeases([lease(of: session), lease(of: pick(sessions))])
        }
    }

    /// Takes note of what a store answered to the last call.
    package mutating func learn(_ outcome: StoreOutcome, of operation: StoreOperation) {
        switch (operation, outcome) {
        case (_, .append(let answer)):
            accepted[answer.event.sessionKey] = answer.event.message.requestID
        case (.sweep, .sweep(let sweep)): position = sweep.position
        case (_, .lease(.taken(let lease, _))), (_, .lease(.held(let lease))):
            leases.append(lease)
        case (_, .leases(let renewed)): leases += renewed
        case (_, .claim(.claimed(let effect))):
            claimed[effect.sessionKey] = effect.id
        case (.commit(let work, _), .commit(.committed)):
            committed[work.sessionKey] = work.sequence
            effectIDs += work.effects.map(\.id)
            dedupeKeys += work.effects.map(\.dedupeKey)
        default: break
        }
    }

    private mutating func draft(of session: SessionKey) -> EventDraft {
        EventDraft(
            // Sometimes the id of an earlier event.
            id: "event-\(below(10) == 0 ? below(count) : count)",
            sessionKey: session,
            message: UserMessage(requestID: request(), content: "Question \(count) \"é\""),
            createdAt: instant()
        )
    }

    private mutating func work(of session: SessionKey) -> UnitOfWork {
        let sequence = (committed[session] ?? 0) + (below(5) == 0 ? below(4) - 1 : 1)
        let checkpointID = "\(session.text):\(sequence)"
        let body: TerminalFrame.Body =
            below(4) == 0 ? .cancelled : .final(message: "Answer \(count)", latency: 9, usage: nil)
        var effects: [EffectDraft] = []
        for ordinal in 1...(1 + below(2)) {
            let frame = TerminalFrame(requestID: "request-\(count)", body: body)
            let id =
                below(12) == 0
                ? any(of: effectIDs) ?? "first" : "effect-\(count)-\(ordinal)"
            effects.append(
                below(12) == 0
                    ? EffectDraft(id: id, dedupeKey: any(of: dedupeKeys) ?? "first", frame: frame)
                    : EffectDraft(
                        id: id,
                        checkpointID: checkpointID,
                        ordinal: ordinal,
                        frame: frame
                    )
            )
        }
        return UnitOfWork(
            sessionKey: session,
            sequence: sequence,
            turn: Turn(question: "Question \(count)", outcome: pick([.failed, .answered("Yes")])),
            effects: effects,
            createdAt: instant()
        )
    }

    private mutating func take(_ session: SessionKey) -> StoreOperation {
        .takeLease(
            session,
            owner: pick(["server-1", "server-2"]),
            stale: below(2) == 0 ? nil : lease(of: session)
        )
    }

    /// Mostly the newest lease that was seen of the session, sometimes any.
    private mutating func lease(of session: SessionKey) -> Lease {
        if below(10) == 0, let any = any(of: leases) { return any }
        return leases.last { $0.sessionKey == session }
            ?? Lease(sessionKey: session, owner: "server-1", generation: 1, renewal: 0)
    }

    /// Mostly what was claimed last, so that executions end.
    private mutating func effect(of session: SessionKey) -> String {
        if below(6) > 0, let last = claimed[session] { return last }
        return any(of: effectIDs) ?? "nothing yet"
    }

    private mutating func request() -> String { "request-\(below(1 + count / 4))" }

    private mutating func instant() -> WallInstant {
        WallInstant(milliseconds: Int64(below(1_000_000)))
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    private mutating func any<Element>(of elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[below(elements.count)]
    }

    /// A number from 0 to below `limit`.
    private mutating func below(_ limit: Int) -> Int {
        Int.random(in: 0..<max(limit, 1), using: &random)
    }
}
