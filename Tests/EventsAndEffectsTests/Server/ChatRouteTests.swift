import EventsAndEffects
import SimulationKernel
import Testing

@Suite("The chat route") struct ChatRouteTests {
    private let ann = "ann:helper:one"

    @Test func `Accepts the messages of a connection in the order in which they arrived`() throws {
        try Stage.play { stage in
            let server = stage.start()
            let tab = server.connect(ann)
            for number in 1...5 { tab.ask("r\(number)", " text \(number)\n") }
            try await stage.pause(.seconds(2))
            let events = stage.store.base.events(of: try SessionKey(ann), after: 0)
            #expect(events.map(\.sequence) == [1, 2, 3, 4, 5])
            #expect(events.map(\.message.requestID) == ["r1", "r2", "r3", "r4", "r5"])
            #expect(events.map(\.message.content) == (1...5).map { "text \($0)" })
        }
    }

    @Test func `A request that is sent again is the same event, and answered once`() throws {
        try Stage.play { stage in
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            #expect(stage.store.base.events(of: try SessionKey(ann), after: 0).count == 1)
            #expect(stage.agents.asked == ["r1/1"])
            #expect(tab.frames == ["r1+Re: ", "r1+Hello", "r1=Re: Hello"])
        }
    }

    @Test(
        "A faulty frame gets an error frame; the connection and its reply are unharmed",
        arguments: [
            ("nonsense", "invalid-frame!"),
            (#"{"type":"shout","requestId":"r7"}"#, "r7!"),
            (#"{"type":"message","requestId":"r7","threadId":"one"}"#, "r7!"),
            (#"{"type":"cancel","requestId":"r7","why":"x"}"#, "r7!"),
            (
                #"{"type":"message","requestId":"r7","threadId":"one","content":" "}"#, "r7!"
            ),
        ]
    )
    func faulty(text: String, answer: String) throws {
        try Stage.play { stage in
            stage.agents.scripts = [.says(["a", "b"], every: .seconds(1))]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(1_500))
            tab.arrive(text)
            try await stage.pause(.seconds(2))
            #expect(tab.frames == ["r1+a", answer, "r1+b", "r1=ab"])
            #expect(tab.closeCode == nil)
            #expect(stage.store.base.events(of: try SessionKey(ann), after: 0).count == 1)
        }
    }

    @Test func `A message for another thread closes the connection with 1008`() throws {
        try Stage.play { stage in
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello", thread: "two")
            try await stage.pause(.seconds(1))
            #expect(tab.closeCode == .policyViolation)
            #expect(!tab.isServed)
            #expect(stage.agents.asked.isEmpty)
            #expect(stage.store.base.inspect().events.isEmpty)
        }
    }

    @Test func `Takes no more frames of a connection that it has closed`() throws {
        try Stage.play { stage in
            let server = stage.start()
            let socket = stage.socket()
            socket.ask("r1", "Hello", thread: "two")
            socket.ask("r2", "More")
            server.connect(ann, socket)
            try await stage.pause(.seconds(1))
            #expect(socket.closeCode == .policyViolation)
            #expect(stage.store.base.inspect().events.isEmpty)
            let tab = server.connect(ann)
            tab.ask("r2", "More")
            try await stage.pause(.seconds(1))
            #expect(tab.frames.last == "r2=Re: More")
        }
    }

    @Test func `A frame above 1 MiB closes the connection with 1009, one of 1 MiB does not`() throws
    {
        try Stage.play { stage in
            let frame = { (content: String) in
                ClientFrame.message(
                    UserMessage(requestID: "r1", content: content),
                    threadID: "one"
                ).text
            }
            let rest = ChatRoute.frameLimit - frame("").utf8.count
            let server = stage.start()
            let tab = server.connect(ann)
            tab.arrive(frame(String(repeating: "x", count: rest)))
            try await stage.pause(.seconds(1))
            #expect(tab.closeCode == nil)
            #expect(stage.agents.asked == ["r1/1"])
            tab.arrive(frame(String(repeating: "x", count: rest + 1)))
            try await stage.pause(.seconds(1))
            #expect(tab.closeCode == .messageTooBig)
        }
    }

    @Test(
        "A connection whose ids make no session key is closed with 1008",
        arguments: ["ann::one", "ann:help er:one", ":helper:one", "ann:helper:ö"]
    )
    func key(text: String) throws {
        try Stage.play { stage in
            let server = stage.start()
            let tab = server.connect(text)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            #expect(tab.closeCode == .policyViolation)
            #expect(!tab.isServed)
            #expect(server.context.registry.sessions.isEmpty)
            #expect(stage.store.base.inspect().events.isEmpty)
        }
    }

    @Test func `A connection that ends is forgotten, and frees its session`() throws {
        try Stage.play { stage in
            let server = stage.start()
            let tab = server.connect(ann)
            let other = server.connect(ann)
            try await stage.pause(.seconds(1))
            #expect(server.context.registry.connections(of: try SessionKey(ann)).count == 2)
            tab.hangUp()
            try await stage.pause(.milliseconds(1))
            #expect(server.context.registry.connections(of: try SessionKey(ann)).count == 1)
            other.hangUp()
            try await stage.pause(.milliseconds(1))
            #expect(server.context.registry.sessions.isEmpty)
        }
    }
}
