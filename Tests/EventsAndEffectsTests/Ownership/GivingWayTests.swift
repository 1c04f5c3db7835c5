import EventsAndEffects
import SimulationKernel
import Testing

/// A session whose client is not here is left to other servers between two of its events; a call of the
/// store takes a millisecond.
@Suite struct GivingWayTests {
    private let ann = "ann:helper:one"

    /// A server to which a client has sent three questions before it left.
    private func left(
        _ stage: Stage,
        _ configure: (inout ServerConfiguration) -> Void = { _ in }
    ) async throws -> StagedServer {
        let server = stage.start {
            $0.instanceName = "a"
            configure(&$0)
        }
        try await stage.pause(.milliseconds(10))
        stage.agents.scripts = [AgentScript](
            repeating: .says(["Yes"], every: .seconds(1)),
            count: 3
        )
        for request in ["r1", "r2", "r3"] {
            let answer = try stage.store.accept(request, of: ann)
            await server.queue.enqueue(answer.event, at: answer.position)
        }
        return server
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `A client at another server gets the first answer before the second question is over`(
        seed: UInt64
    ) throws {
        try Stage.play(seed: seed) { stage in
            _ = try await left(stage)
            let other = stage.start { $0.instanceName = "b" }
            try await stage.pause(.milliseconds(500))
            let socket = other.connect(ann)
            try await stage.pause(.milliseconds(700))
            #expect(socket.frames == ["r1=Yes"])
            try await stage.pause(.seconds(3))
            #expect(socket.frames == ["r1=Yes", "r2+Yes", "r2=Yes", "r3+Yes", "r3=Yes"])
            #expect(stage.agents.asked == ["r1/1", "r2/1", "r3/1"])
        }
    }

    @Test func `Nobody else there: the next question waits for two queue intervals`() throws {
        try Stage.play { stage in
            _ = try await left(stage)
            try await stage.pause(.seconds(5))
            #expect(stage.agents.instants == [12, 1_116, 2_220])
        }
    }

    @Test func `Waits no longer than other servers do that look for dead ones`() throws {
        try Stage.play { stage in
            _ = try await left(stage) { $0.eventQueueInterval = .seconds(60) }
            try await stage.pause(.seconds(10))
            #expect(stage.agents.instants == [12, 3_016, 6_020])
        }
    }

    @Test func `Ends as the client comes here`() throws {
        try Stage.play { stage in
            let server = try await left(stage)
            try await stage.pause(.milliseconds(1_050))
            server.connect(ann)
            try await stage.pause(.seconds(1))
            #expect(stage.agents.instants == [12, 1_062])
        }
    }

    @Test func `Keeps no stop waiting`() throws {
        try Stage.play { stage in
            let server = try await left(stage) { $0.eventQueueInterval = .seconds(60) }
            try await stage.pause(.milliseconds(1_490))
            #expect(stage.agents.asked == ["r1/1"])
            server.chat.stop()
            try await stage.pause(.seconds(1))
            #expect(server.endedAt == 1_500)
        }
    }

    @Test func `A client that is here has the next question asked at once`() throws {
        try Stage.play { stage in
            let server = try await left(stage)
            server.connect(ann)
            try await stage.pause(.seconds(5))
            #expect(stage.agents.instants == [12, 1_014, 2_016])
        }
    }
}
