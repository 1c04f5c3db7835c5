import EventsAndEffects
import SimulationKernel
import Testing

@Suite("A queue that stops") struct QueueStopTests {
    private let ann = "ann:helper:one"

    @Test func `Lets the running attempt end and starts no more`() throws {
        try Stage.play { stage in
            let processor = StagedProcessor(stage: stage)
            let server = stage.start(parts: processor.parts)
            for request in ["r1", "r2"] {
                let answer = try stage.store.accept(request, of: ann)
                await server.queue.enqueue(answer.event, at: answer.position)
            }
            try await stage.pause(.milliseconds(50))
            server.chat.stop()
            try await stage.pause(.seconds(1))
            #expect(processor.calls == ["begin r1/1", "end r1/1"])
            #expect(server.endedAt != nil)
        }
    }

    @Test func `What is enqueued after the stop is kept for the next start`() throws {
        try Stage.play { stage in
            let processor = StagedProcessor(stage: stage)
            let server = stage.start(parts: processor.parts)
            try await stage.pause(.milliseconds(50))
            server.chat.stop()
            try await stage.pause(.milliseconds(50))
            let answer = try stage.store.accept("r1", of: ann)
            await server.queue.enqueue(answer.event, at: answer.position)
            try await stage.pause(.seconds(1))
            #expect(processor.calls.isEmpty)
            #expect(await server.queue.depth == 1)
            _ = stage.start(parts: processor.parts)
            try await stage.pause(.seconds(1))
            #expect(processor.calls == ["begin r1/1", "end r1/1"])
        }
    }

    @Test func `Does not wait for a back-off`() throws {
        try Stage.play { stage in
            let processor = StagedProcessor(stage: stage)
            processor.results["r1"] = [.failed("once")]
            let server = stage.start({ $0.retryDelay = .seconds(8) }, parts: processor.parts)
            let answer = try stage.store.accept("r1", of: ann)
            await server.queue.enqueue(answer.event, at: answer.position)
            try await stage.pause(.seconds(1))
            server.chat.stop()
            try await stage.pause(.seconds(1))
            #expect(server.endedAt != nil)
            #expect(processor.calls == ["begin r1/1", "end r1/1"])
        }
    }

    @Test func `Does not wait for one before which a request of an earlier life was sent again`()
        throws
    {
        try Stage.play { stage in
            let processor = StagedProcessor(stage: stage)
            processor.results["r2"] = [.failed("once")]
            let server = stage.start({ $0.retryDelay = .seconds(8) }, parts: processor.parts)
            let answers = try ["r1", "r2"].map { try stage.store.accept($0, of: ann) }
            await server.queue.enqueue(answers[1].event, at: answers[1].position)
            try await stage.pause(.seconds(1))
            await server.queue.enqueue(answers[0].event, at: answers[0].position)
            server.chat.stop()
            try await stage.pause(.seconds(1))
            #expect(server.endedAt != nil)
            #expect(processor.calls == ["begin r2/1", "end r2/1"])
        }
    }

    @Test func `Does not begin a back-off either`() throws {
        try Stage.play { stage in
            let processor = StagedProcessor(stage: stage)
            processor.results["r1"] = [.failed("once")]
            let server = stage.start({ $0.retryDelay = .seconds(8) }, parts: processor.parts)
            let answer = try stage.store.accept("r1", of: ann)
            await server.queue.enqueue(answer.event, at: answer.position)
            try await stage.pause(.milliseconds(50))
            server.chat.stop()
            try await stage.pause(.seconds(1))
            #expect(server.endedAt != nil)
            #expect(processor.calls == ["begin r1/1", "end r1/1"])
        }
    }

    @Test func `Interrupts what runs when the limit is over, and leaves its event`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.hangs]
            let server = stage.start { $0.stopLimit = .seconds(2) }
            server.connect(ann).ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            server.chat.stop()
            try await stage.pause(.seconds(3))
            #expect(server.endedAt != nil)
            #expect(stage.store.base.unprocessed().events.map(\.message.requestID) == ["r1"])
        }
    }

    @Test func `Interrupts an attempt that begins only after the limit`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.hangs]
            stage.store.latencies["conversation"] = .seconds(4)
            let server = stage.start { $0.stopLimit = .seconds(2) }
            server.connect(ann).ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            server.chat.stop()
            try await stage.pause(.seconds(6))
            #expect(server.endedAt != nil)
            #expect(stage.store.base.unprocessed().events.map(\.message.requestID) == ["r1"])
        }
    }

    @Test func `Does not wait for a lease that another server holds`() throws {
        try Stage.play { stage in
            let other = stage.start { $0.instanceName = "other" }
            let server = stage.start { $0.stopLimit = .seconds(2) }
            stage.agents.scripts = [.hangs]
            other.connect(ann).ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            server.chat.stop()
            try await stage.pause(.seconds(5))
            #expect(server.endedAt != nil)
            #expect(other.endedAt == nil)
        }
    }
}
