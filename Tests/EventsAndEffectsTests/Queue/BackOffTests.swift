import EventsAndEffects
import SimulationKernel
import Testing

@Suite("A failed attempt") struct BackOffTests {
    private let ann = "ann:helper:one"
    private let bob = "bob:helper:one"

    @Test func `Is repeated after 1 s and 2 s, and given up after the third`() throws {
        try Stage.play { stage in
            let processor = StagedProcessor(stage: stage)
            processor.duration = .zero
            processor.results["r1"] = [.failed("a"), .failed("b"), .failed("c")]
            let server = stage.start(parts: processor.parts)
            let answer = try stage.store.accept("r1", of: ann)
            await server.queue.enqueue(answer.event, at: answer.position)
            try await stage.pause(.seconds(10))
            #expect(
                processor.calls == [
                    "begin r1/1", "end r1/1", "begin r1/2", "end r1/2", "begin r1/3", "end r1/3",
                    "give-up r1",
                ]
            )
            let start = processor.instants[0]
            #expect(
                processor.instants.map { $0 - start } == [0, 0, 1_000, 1_000, 3_000, 3_000, 3_000]
            )
        }
    }

    @Test func `Keeps its event at the head and holds no other session up`() throws {
        try Stage.play { stage in
            let processor = StagedProcessor(stage: stage)
            processor.results["r1"] = [.failed("once")]
            let server = stage.start(parts: processor.parts)
            for (request, key) in [("r1", ann), ("r2", ann), ("b1", bob)] {
                let answer = try stage.store.accept(request, of: key)
                await server.queue.enqueue(answer.event, at: answer.position)
            }
            try await stage.pause(.milliseconds(900))
            #expect(Set(processor.calls) == ["begin r1/1", "end r1/1", "begin b1/1", "end b1/1"])
            try await stage.pause(.seconds(1))
            #expect(
                processor.calls.suffix(4) == [
                    "begin r1/2", "end r1/2", "begin r2/1", "end r2/1",
                ]
            )
        }
    }

    @Test func `Is repeated as often and after as long as is configured`() throws {
        try Stage.play { stage in
            let processor = StagedProcessor(stage: stage)
            processor.duration = .zero
            processor.results["r1"] = Array(repeating: .failed("again"), count: 9)
            let server = stage.start(
                {
                    $0.maximumAttempts = 2
                    $0.retryDelay = .milliseconds(300)
                },
                parts: processor.parts
            )
            let answer = try stage.store.accept("r1", of: ann)
            await server.queue.enqueue(answer.event, at: answer.position)
            try await stage.pause(.seconds(10))
            #expect(
                processor.calls.filter { !$0.hasPrefix("end") } == [
                    "begin r1/1", "begin r1/2", "give-up r1",
                ]
            )
            #expect(processor.instants[2] - processor.instants[0] == 300)
        }
    }
}
