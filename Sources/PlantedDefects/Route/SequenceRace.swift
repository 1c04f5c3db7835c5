import EventsAndEffects
import Synchronization

extension PlantedDefect {
    /// One of two quick messages is refused.
    static let sequenceRace = PlantedDefect(
        "sequence-race",
        "The next seq is read and the event inserted in two steps: of two messages at once one is "
            + "refused.",
        expected: ["ordering.sequence", "durability.responses"],
        parts: { parts in
            parts.route = { context, queue, runner in
                RacingRoute(context: context, queue: queue, runner: runner) {
                    collision,
                    connection in
                    connection.send(collision.answer, answering: 0)
                }
            }
        }
    )

    /// The refusal costs more than what is refused.
    static let errorClosesNeighbour = PlantedDefect(
        "error-closes-neighbour",
        "A refused message closes its connection, and the reply that is running is lost with it.",
        expected: ["durability.responses", "protocol.frames"]
    ) { store in
        let abandoning = AbandoningStore(store)
        var parts = ServerParts()
        parts.route = { context, queue, runner in
            RacingRoute(context: context, queue: queue, runner: runner) { collision, connection in
                connection.send(collision.answer, answering: 0)
                abandoning.abandon(connection.sessionKey)
                connection.close(.goingAway)
            }
        }
        return (parts, abandoning)
    }
}

/// A message was refused because another one has its seq.
private struct SequenceCollision: Error {
    let requestID: String

    /// The frame that tells the client.
    var answer: ServerFrame {
        .terminal(
            TerminalFrame(
                requestID: requestID,
                body: .error(message: "The message could not be stored.", retryable: true)
            )
        )
    }
}

/// A route that serves each frame on a task of its own.
private struct RacingRoute: FrameRouting {
    private let context: ServerContext
    private let runner: any EffectRunning
    private let base: ChatRoute
    private let refuse: @Sendable (SequenceCollision, Connection) -> Void

    init(
        context: ServerContext,
        queue: any EventQueueing,
        runner: any EffectRunning,
        refuse: @escaping @Sendable (SequenceCollision, Connection) -> Void
    ) {
        var own = context
        own.store = TwoStepStore(context.store)
        self.context = context
        self.runner = runner
        self.refuse = refuse
        base = ChatRoute(context: own, queue: queue, runner: runner)
    }

    func serve(_ connection: Connection) async {
        await runner.pollForSession(connection.sessionKey)
        while let text = try? await connection.receive() {
            context.scope.start {
                do { try await base.handle(text, from: connection) } catch {
                    if let collision = error as? SequenceCollision { refuse(collision, connection) }
                }
            }
        }
    }
}

/// A store that reads the highest seq and then inserts under the next one.
///
/// The shipped store does both at once: the faulty one remembers which numbers are taken, and
/// refuses as a unique index would.
private final class TwoStepStore: StoreDecorator, @unchecked Sendable {
    private let taken = Mutex<[SessionKey: Int]>([:])

    override func append(_ draft: EventDraft) async throws -> AppendAnswer {
        let session = draft.sessionKey
        let known = try await super.events(of: session, after: 0)
        // A request that is there already takes no number.
        if known.contains(where: { $0.message.requestID == draft.message.requestID }) {
            return try await super.append(draft)
        }
        let next = known.count + 1
        try taken.withLock { taken in
            guard taken[session, default: 0] < next else {
                throw SequenceCollision(requestID: draft.message.requestID)
            }
            taken[session] = next
        }
        do { return try await super.append(draft) } catch {
            taken.withLock { $0[session] = known.count }
            throw error
        }
    }
}

/// A store that drops the answer of a session's running reply when it is told to.
private final class AbandoningStore: StoreDecorator, @unchecked Sendable {
    private let abandoned = Mutex<Set<SessionKey>>([])

    func abandon(_ session: SessionKey) {
        abandoned.withLock { _ = $0.insert(session) }
    }

    override func commit(_ work: UnitOfWork, under lease: Lease) async throws -> CommitAnswer {
        let isAbandoned = abandoned.withLock { $0.remove(work.sessionKey) != nil }
        return try await super.commit(isAbandoned ? work.replacingEffects([]) : work, under: lease)
    }
}
