import EventsAndEffects
import StoreConformance
import Synchronization
import Testing

@Suite("The store in memory") struct InMemoryStoreTests {
    private let now = WallInstant(milliseconds: 7)
    private let session: SessionKey

    init() throws {
        session = try SessionKey("u:a:t")
    }

    private func draft(_ request: String) -> EventDraft {
        EventDraft(
            id: "event-\(request)",
            sessionKey: session,
            message: UserMessage(requestID: request, content: "Hello"),
            createdAt: now
        )
    }

    private func work(_ sequence: Int) -> UnitOfWork {
        let frame = TerminalFrame(requestID: "r\(sequence)", body: .cancelled)
        let effect = EffectDraft(
            id: "effect-\(sequence)",
            checkpointID: "u:a:t:\(sequence)",
            ordinal: 1,
            frame: frame
        )
        return UnitOfWork(
            sessionKey: session,
            sequence: sequence,
            turn: Turn(question: "Hello", outcome: .cancelled),
            effects: [effect],
            createdAt: now
        )
    }

    @Test("keeps the laws of stores:", arguments: StoreLaw.all)
    func lawHolds(law: StoreLaw) async throws {
        try await law.check(InMemoryStore())
    }

    @Test("reports each transaction that changed rows once, in statement order")
    func reportsChanges() throws {
        let list = Mutex<[[StoreChange]]>([])
        let store = InMemoryStore { changes in list.withLock { $0.append(changes) } }
        _ = try store.append(draft("r1"))
        _ = try store.append(draft("r1"))
        let lease = Lease(sessionKey: session, owner: "a", generation: 1, renewal: 0)
        _ = try store.takeLease(of: session, for: "a", ifStill: nil, at: now)
        #expect(store.renewLeases(of: "a").count == 1)
        _ = try store.commit(work(1), under: lease)
        _ = try store.commit(work(1), under: lease)
        _ = try store.claimNext(under: lease, at: now)
        let turn = #"{"user":"Hello","outcome":"cancelled"}"#
        let effect = StoreChange.EffectRow(
            session: "u:a:t",
            id: "effect-1",
            checkpointID: "u:a:t:1",
            dedupeKey: "u:a:t:1/send_message/1",
            payload: #"{"type":"cancelled","requestId":"r1"}"#,
            status: "pending"
        )
        let message = #"{"requestId":"r1","content":"Hello"}"#
        #expect(
            list.withLock { $0 } == [
                [.eventInserted(session: "u:a:t", sequence: 1, id: "event-r1", payload: message)],
                [.leaseChanged(session: "u:a:t", owner: "a", generation: 1)],
                [
                    .checkpointInserted(session: "u:a:t", sequence: 1, payload: turn),
                    .effectInserted(effect),
                ],
                [
                    .effectUpdated(
                        session: "u:a:t",
                        id: "effect-1",
                        from: StoreChange.EffectState(status: "pending", attemptCount: 0),
                        to: StoreChange.EffectState(status: "executing", attemptCount: 1)
                    )
                ],
            ]
        )
    }

    @Test("shows its rows as a database would")
    func inspects() throws {
        let store = InMemoryStore()
        _ = try store.append(draft("r1"))
        store.cancel(request: "r1", of: session)
        let lease = Lease(sessionKey: session, owner: "a", generation: 1, renewal: 0)
        _ = try store.takeLease(of: session, for: "a", ifStill: nil, at: now)
        _ = try store.commit(work(1), under: lease)
        let later = WallInstant(milliseconds: 8)
        _ = try store.claimNext(under: lease, at: later)
        let rows = store.inspect()
        #expect(rows.events.map(\.id) == ["event-r1"])
        #expect(rows.cancellations.map(\.requestID) == ["r1"])
        #expect(rows.checkpoints.map(\.id) == ["u:a:t:1"])
        #expect(rows.leases.map(\.owner) == ["a"])
        let effect = try #require(rows.effects.first)
        #expect(effect.status == "executing" && effect.attemptCount == 1)
        #expect(effect.createdAt == 7 && effect.updatedAt == 8 && effect.lastAttemptAt == 8)
    }
}
