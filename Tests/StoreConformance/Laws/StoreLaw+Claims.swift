import EventsAndEffects
import Testing

/// Claiming effects.
extension StoreLaw {
    package static let claims = [
        StoreLaw("nothing is claimed where nothing is pending") { store in
            let lease = try await store.lease(of: try .numbered(1))
            #expect(try await store.claimNext(under: lease, at: .later) == .nothing)
            try await store.answer(1, under: try await store.lease(of: try .numbered(2)))
            #expect(try await store.claimNext(under: lease, at: .later) == .nothing)
        },
        StoreLaw("a claim answers with the whole effect, as claimed") { store in
            let session = try SessionKey.numbered(1)
            let lease = try await store.lease(of: session)
            let usage = TokenUsage(input: 3, output: 4)
            let frame = TerminalFrame(
                requestID: "r",
                body: .final(message: "\"Hi\"\n", latency: 7, usage: usage)
            )
            let work = UnitOfWork(
                sessionKey: session,
                sequence: 1,
                turn: Turn(question: "q", outcome: .answered("\"Hi\"\n")),
                effects: [
                    EffectDraft(id: "e", checkpointID: "\(session):1", ordinal: 1, frame: frame)
                ],
                createdAt: WallInstant(milliseconds: 77)
            )
            _ = try await store.commit(work, under: lease)
            let expected = Effect(
                id: "e",
                sessionKey: session,
                sequence: 1,
                frame: frame,
                dedupeKey: "user-1:helper:thread-1:1/send_message/1",
                status: .executing,
                createdAt: WallInstant(milliseconds: 77),
                attemptCount: 1
            )
            #expect(try await store.claimNext(under: lease, at: .later) == .claimed(expected))
        },
        StoreLaw("effects are claimed in the order of creation though the clock goes back") {
            store in
            let session = try SessionKey.numbered(1)
            let lease = try await store.lease(of: session)
            for (sequence, time) in [(1, 5_000), (2, 400), (3, 30_000), (4, 2)] as [(Int, Int64)] {
                try await store.answer(sequence, under: lease, at: time)
            }
            for sequence in 1...4 {
                let effect = try await store.claim(under: lease)
                #expect(effect.sequence == sequence)
                try await store.complete(effect.id, under: lease, at: .later)
            }
            #expect(try await store.claimNext(under: lease, at: .later) == .nothing)
        },
        StoreLaw("several effects of one checkpoint are claimed in their order") { store in
            let session = try SessionKey.numbered(1)
            let lease = try await store.lease(of: session)
            let frame = TerminalFrame(requestID: "r", body: .cancelled)
            let drafts = ["z", "a", "m"].enumerated().map { ordinal, id in
                EffectDraft(
                    id: id,
                    checkpointID: "\(session):1",
                    ordinal: ordinal + 1,
                    frame: frame
                )
            }
            let work = UnitOfWork(
                sessionKey: session,
                sequence: 1,
                turn: Turn(question: "q", outcome: .cancelled),
                effects: drafts,
                createdAt: .later
            )
            _ = try await store.commit(work, under: lease)
            for id in ["z", "a", "m"] {
                #expect(try await store.claim(under: lease).id == id)
                try await store.complete(id, under: lease, at: .later)
            }
        },
        StoreLaw("while one effect of a session executes, no other is claimed") { store in
            let (one, two) = (try SessionKey.numbered(1), try SessionKey.numbered(2))
            let lease = try await store.lease(of: one)
            try await store.answer(1, under: lease)
            try await store.answer(2, under: lease)
            _ = try await store.claim(under: lease)
            #expect(try await store.claimNext(under: lease, at: .later) == .busy)
            let other = try await store.lease(of: two)
            try await store.answer(1, under: other)
            #expect(try await store.claim(under: other).sessionKey == two)
        },
        StoreLaw("a released effect is the next to be claimed, with one attempt more") { store in
            let lease = try await store.lease(of: try .numbered(1))
            try await store.answer(1, under: lease)
            try await store.answer(2, under: lease)
            for attempt in 1...4 {
                let effect = try await store.claim(under: lease)
                #expect(effect.sequence == 1 && effect.attemptCount == attempt)
                try await store.release(effect.id, under: lease, at: .later)
            }
        },
        StoreLaw("a claim and every change of an effect need the current lease") { store in
            let session = try SessionKey.numbered(1)
            let old = try await store.lease(of: session)
            try await store.answer(1, under: old)
            let effect = try await store.claim(under: old)
            let current = try await store.lease(of: session)
            let stolen = Lease(sessionKey: session, owner: "server-2", generation: 2, renewal: 0)
            for lease in [old, stolen] {
                await #expect(throws: StoreError.leaseLost(session)) {
                    _ = try await store.claimNext(under: lease, at: .later)
                }
                await #expect(throws: StoreError.leaseLost(session)) {
                    try await store.complete(effect.id, under: lease, at: .later)
                }
                await #expect(throws: StoreError.leaseLost(session)) {
                    try await store.release(effect.id, under: lease, at: .later)
                }
                await #expect(throws: StoreError.leaseLost(session)) {
                    try await store.fail(effect.id, under: lease, at: .later)
                }
                await #expect(throws: StoreError.leaseLost(session)) {
                    try await store.releaseExecuting(under: lease, at: .later)
                }
            }
            #expect(try await store.claimNext(under: current, at: .later) == .busy)
            try await store.complete(effect.id, under: current, at: .later)
            #expect(try await store.claimNext(under: current, at: .later) == .nothing)
        },
    ]
}
