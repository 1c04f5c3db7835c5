import EventsAndEffects
import Testing

/// Conversations and the unit of work.
extension StoreLaw {
    static let checkpoints = [
        StoreLaw("a session without checkpoints has an empty conversation") { store in
            let conversation = try await store.conversation(of: try .numbered(1))
            #expect(conversation == Conversation() && conversation.sequence == 0)
        },
        StoreLaw("a conversation is the turns of the session, in order, of every outcome") {
            store in
            let session = try SessionKey.numbered(1)
            let lease = try await store.lease(of: session)
            try await store.answer(1, under: try await store.lease(of: try .numbered(2)))
            let turns = [
                Turn(question: "one", outcome: .answered("1")),
                Turn(question: "two", outcome: .failed),
                Turn(question: "three", outcome: .cancelled),
                Turn(question: "four", outcome: .answered("")),
            ]
            for (index, turn) in turns.enumerated() {
                let work = UnitOfWork(
                    sessionKey: session,
                    sequence: index + 1,
                    turn: turn,
                    effects: [],
                    createdAt: .later
                )
                #expect(try await store.commit(work, under: lease) == .committed)
            }
            #expect(try await store.conversation(of: session).turns == turns)
        },
        StoreLaw("committing again writes nothing, even if the answer differs") { store in
            let session = try SessionKey.numbered(1)
            let lease = try await store.lease(of: session)
            #expect(try await store.answer(1, under: lease, text: "first") == .committed)
            #expect(try await store.answer(1, under: lease, text: "second") == .alreadyCommitted)
            let outcomes = try await store.conversation(of: session).turns.map(\.outcome)
            #expect(outcomes == [.answered("first")])
            let body = try await store.claim(under: lease).frame.body
            #expect(body == .final(message: "first", latency: 12, usage: nil))
        },
        StoreLaw("a checkpoint that does not follow the last one is refused") { store in
            let session = try SessionKey.numbered(1)
            let lease = try await store.lease(of: session)
            try await store.answer(1, under: lease)
            for sequence in [3, 0, -1] {
                await #expect(
                    throws: StoreError.outOfSequence(session, expected: 2, got: sequence)
                ) { try await store.answer(sequence, under: lease) }
            }
            #expect(try await store.conversation(of: session).sequence == 1)
        },
        StoreLaw("an effect whose dedupe key is there already is left out") { store in
            let session = try SessionKey.numbered(1)
            let lease = try await store.lease(of: session)
            try await store.answer(1, under: lease, text: "first")
            let first = try await store.claim(under: lease)
            let repeated = EffectDraft(
                id: "other",
                dedupeKey: first.dedupeKey,
                frame: TerminalFrame(requestID: "request-2", body: .cancelled)
            )
            let work = UnitOfWork(
                sessionKey: session,
                sequence: 2,
                turn: Turn(question: "two", outcome: .cancelled),
                effects: [repeated],
                createdAt: .later
            )
            #expect(try await store.commit(work, under: lease) == .committed)
            try await store.complete(first.id, under: lease, at: .later)
            #expect(try await store.claimNext(under: lease, at: .later) == .nothing)
        },
        StoreLaw("a commit of which one effect is refused leaves nothing behind") { store in
            let (one, two) = (try SessionKey.numbered(1), try SessionKey.numbered(2))
            try await store.answer(1, under: try await store.lease(of: one))
            let lease = try await store.lease(of: two)
            let fine = UnitOfWork.answering(1, of: two)
            let clash = EffectDraft(
                id: "effect-\(one.text):1",
                checkpointID: fine.checkpointID,
                ordinal: 2,
                frame: TerminalFrame(requestID: "request-1", body: .cancelled)
            )
            let work = UnitOfWork(
                sessionKey: two,
                sequence: 1,
                turn: fine.turn,
                effects: fine.effects + [clash],
                createdAt: fine.createdAt
            )
            await #expect {
                try await store.commit(work, under: lease)
            } throws: {
                if case StoreError.corrupt = $0 { true } else { false }
            }
            #expect(try await store.conversation(of: two).sequence == 0)
            #expect(try await store.claimNext(under: lease, at: .later) == .nothing)
            #expect(try await store.commit(fine, under: lease) == .committed)
        },
        StoreLaw("a commit needs the lease of its own session, of the current generation") {
            store in
            let (one, two) = (try SessionKey.numbered(1), try SessionKey.numbered(2))
            let work = UnitOfWork.answering(1, of: one)
            let never = Lease(sessionKey: one, owner: "server-1", generation: 1, renewal: 0)
            let old = Lease(sessionKey: one, owner: "server-1", generation: 1, renewal: 0)
            await #expect(throws: StoreError.leaseLost(one)) {
                try await store.commit(work, under: never)
            }
            _ = try await store.lease(of: one)
            let current = try await store.lease(of: one)
            let others = try await store.lease(of: two)
            let stolen = Lease(sessionKey: one, owner: "server-2", generation: 2, renewal: 0)
            for lease in [old, others, stolen] {
                await #expect(throws: StoreError.leaseLost(one)) {
                    try await store.commit(work, under: lease)
                }
            }
            #expect(try await store.conversation(of: one).sequence == 0)
            #expect(try await store.commit(work, under: current) == .committed)
        },
    ]
}
