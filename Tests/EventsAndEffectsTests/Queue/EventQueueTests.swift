import EventsAndEffects
import SimulationKernel
import Testing

@Suite("The event queue") struct EventQueueTests {
    private let ann = "ann:helper:one"
    private let bob = "bob:helper:one"

    @Test(
        "Within a session events are processed one at a time, in seq order",
        arguments: 1...5 as ClosedRange<UInt64>
    )
    func order(seed: UInt64) throws {
        try Stage.play(seed: seed) { stage in
            let processor = StagedProcessor(stage: stage)
            let server = stage.start(parts: processor.parts)
            for request in ["r1", "r2", "r3"] {
                let answer = try stage.store.accept(request, of: ann)
                await server.queue.enqueue(answer.event, at: answer.position)
            }
            try await stage.pause(.seconds(1))
            let expected = ["r1", "r2", "r3"].flatMap { ["begin \($0)/1", "end \($0)/1"] }
            #expect(processor.calls == expected)
        }
    }

    @Test func `Sessions are processed concurrently`() throws {
        try Stage.play { stage in
            let processor = StagedProcessor(stage: stage)
            let server = stage.start(parts: processor.parts)
            for key in [ann, bob] {
                let answer = try stage.store.accept("r-\(key.prefix(3))", of: key)
                await server.queue.enqueue(answer.event, at: answer.position)
            }
            try await stage.pause(.seconds(1))
            #expect(processor.calls.prefix(2).allSatisfy { $0.hasPrefix("begin") })
            #expect(processor.calls.suffix(2).allSatisfy { $0.hasPrefix("end") })
        }
    }

    @Test func `An event of an idle session starts at once, long before the interval`() throws {
        try Stage.play { stage in
            let processor = StagedProcessor(stage: stage)
            let server = stage.start(
                { $0.eventQueueInterval = .seconds(60) },
                parts: processor.parts
            )
            try await stage.pause(.seconds(1))
            let answer = try stage.store.accept("r1", of: ann)
            await server.queue.enqueue(answer.event, at: answer.position)
            try await stage.pause(.milliseconds(10))
            #expect(processor.calls == ["begin r1/1"])
        }
    }

    @Test func `A sweep finds what a wake-up missed, within the interval`() throws {
        try Stage.play { stage in
            let processor = StagedProcessor(stage: stage)
            stage.start(parts: processor.parts).connect(ann)
            try await stage.pause(.seconds(1))
            try stage.store.accept("r1", of: ann)
            try await stage.pause(.milliseconds(60))
            #expect(processor.calls == ["begin r1/1"])
        }
    }

    @Test func `A sweep that leaves something goes on at once`() throws {
        try Stage.play { stage in
            let processor = StagedProcessor(stage: stage)
            _ = stage.start({ $0.eventQueueInterval = .seconds(1) }, parts: processor.parts)
            try await stage.pause(.milliseconds(500))
            for number in 1...1_001 { try stage.store.accept("r\(number)", of: ann) }
            try await stage.pause(.seconds(1))
            #expect(stage.store.calls.count { $0 == "sweep" } == 2)
        }
    }

    /// The queue waits for a session that another server holds, and asks whether it still has to.
    @Test(arguments: 1...60)
    func `An event that comes as nothing seems to be left is processed`(seed: UInt64) throws {
        try Stage.play(seed: seed) { stage in
            let processor = StagedProcessor(stage: stage)
            let server = stage.start({ $0.instanceName = "a" }, parts: processor.parts)
            try await stage.pause(.milliseconds(10))
            let session = try SessionKey(ann)
            let now = WallInstant(milliseconds: 1)
            let answer = try stage.store.base.takeLease(
                of: session,
                for: "b",
                ifStill: nil,
                at: now
            )
            guard case .taken(let lease, _) = answer else {
                Issue.record("It is held.")
                return
            }
            let first = try stage.store.accept("r1", of: ann)
            await server.queue.enqueue(first.event, at: first.position)
            let turn = Turn(question: "Hello", outcome: .cancelled)
            let work = UnitOfWork(
                sessionKey: session,
                sequence: 1,
                turn: turn,
                effects: [],
                createdAt: now
            )
            _ = try stage.store.base.commit(work, under: lease)
            // In the very instant in which it has read that the first one is processed.
            while !stage.store.calls.contains("conversation") {
                try await stage.pause(.milliseconds(1))
            }
            if seed % 2 == 0 { try await stage.pause(.milliseconds(1)) }
            let second = try stage.store.accept("r2", of: ann)
            await server.queue.enqueue(second.event, at: second.position)
            try await stage.pause(.seconds(10))
            #expect(processor.calls.contains("begin r2/1"))
        }
    }

    @Test func `An event that is enqueued, enqueued again and swept is processed once`() throws {
        try Stage.play { stage in
            let processor = StagedProcessor(stage: stage)
            let server = stage.start(parts: processor.parts)
            let answer = try stage.store.accept("r1", of: ann)
            for _ in 1...2 { await server.queue.enqueue(answer.event, at: answer.position) }
            try await stage.pause(.seconds(1))
            await server.queue.enqueue(answer.event, at: answer.position)
            try await stage.pause(.seconds(1))
            #expect(processor.calls.filter { $0.hasPrefix("begin") }.count <= 2)
            #expect(processor.calls.prefix(2) == ["begin r1/1", "end r1/1"])
            #expect(await server.queue.depth == 0)
        }
    }

    @Test func `The depth counts what waits and what is being processed`() throws {
        try Stage.play { stage in
            let processor = StagedProcessor(stage: stage)
            let server = stage.start(parts: processor.parts)
            for (request, key) in [("r1", ann), ("r2", ann), ("b1", bob)] {
                let answer = try stage.store.accept(request, of: key)
                await server.queue.enqueue(answer.event, at: answer.position)
            }
            try await stage.pause(.milliseconds(20))
            #expect(await server.chat.queueDepth == 3)
            try await stage.pause(.milliseconds(100))
            #expect(await server.chat.queueDepth == 1)
            try await stage.pause(.milliseconds(200))
            #expect(await server.chat.queueDepth == 0)
        }
    }

    @Test func `Recovery takes what an earlier server left, in seq order`() throws {
        try Stage.play { stage in
            for request in ["r1", "r2", "r3"] { try stage.store.accept(request, of: ann) }
            let processor = StagedProcessor(stage: stage)
            _ = stage.start({ $0.eventQueueInterval = .seconds(60) }, parts: processor.parts)
            try await stage.pause(.seconds(6))
            let begun = processor.calls.filter { $0.hasPrefix("begin") }
            #expect(begun == ["begin r1/1", "begin r2/1", "begin r3/1"])
        }
    }

    @Test func `A store that cannot be read at the start delays recovery and ends nothing`() throws
    {
        try Stage.play { stage in
            try stage.store.accept("r1", of: ann)
            stage.store.failures["unprocessed"] = [.before, .before]
            let processor = StagedProcessor(stage: stage)
            _ = stage.start({ $0.eventQueueInterval = .seconds(60) }, parts: processor.parts)
            try await stage.pause(.milliseconds(1_900))
            #expect(processor.calls.isEmpty)
            try await stage.pause(.milliseconds(500))
            #expect(processor.calls == ["begin r1/1", "end r1/1"])
        }
    }

    @Test func `Sweeps survive the errors of the store`() throws {
        try Stage.play { stage in
            let processor = StagedProcessor(stage: stage)
            stage.start(parts: processor.parts).connect(ann)
            try await stage.pause(.seconds(1))
            stage.store.failures["sweep"] = [.before, .before, .before]
            try stage.store.accept("r1", of: ann)
            try await stage.pause(.milliseconds(300))
            #expect(processor.calls == ["begin r1/1", "end r1/1"])
        }
    }

    @Test func `A gap is filled first: event 2 may be announced before event 1`() throws {
        try Stage.play { stage in
            let server = stage.start { $0.eventQueueInterval = .seconds(60) }
            try await stage.pause(.seconds(1))
            try stage.store.accept("r1", of: ann)
            let second = try stage.store.accept("r2", of: ann)
            await server.queue.enqueue(second.event, at: second.position)
            try await stage.pause(.seconds(4))
            #expect(stage.agents.asked == ["r1/1", "r2/1"])
            #expect(try stage.store.outcomes(of: ann).count == 2)
        }
    }
}
