import EventsAndEffects
import SimulationKernel
import Testing

@Suite("Streaming from the outbox") struct OutboxStreamingTests {
    private let ann = "ann:helper:one"

    @Test func `Sends the stored message in chunks that make it up, then the final frame`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.says(["One tw", "o  three"])]
            let server = stage.start { $0.streaming = .outbox }
            let tab = server.connect(ann)
            tab.ask("r1", "Count")
            try await stage.pause(.seconds(1))
            #expect(
                tab.frames == ["r1+One ", "r1+two ", "r1+ ", "r1+three", "r1=One two  three"]
            )
        }
    }

    @Test func `Sends no token before the outcome is committed`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.says(["a", "b"], every: .seconds(1))]
            let server = stage.start { $0.streaming = .outbox }
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(1_900))
            #expect(tab.frames.isEmpty)
        }
    }

    @Test func `Does not repeat the chunks with a redelivery`() throws {
        try Stage.play { stage in
            let server = stage.start {
                $0.streaming = .outbox
                $0.acknowledgementTimeout = .seconds(1)
            }
            let tab = server.connect(ann)
            tab.acknowledges = false
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(500))
            tab.acknowledges = true
            try await stage.pause(.seconds(3))
            #expect(tab.frames == ["r1+Re: ", "r1+Hello", "r1=Re: Hello", "r1=Re: Hello"])
        }
    }

    @Test func `Sends an error frame without any chunk`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.fails(after: ["Re"])]
            let server = stage.start {
                $0.streaming = .outbox
                $0.maximumAttempts = 1
            }
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            #expect(tab.frames == ["r1!"])
        }
    }
}
