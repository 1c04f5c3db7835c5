import EventsAndEffects
import SimulationKernel
import Testing

@Suite("The session processor") struct SessionProcessorTests {
    private let ann = "ann:helper:one"

    @Test func `Gives the agent the session's own history and commits its answer`() throws {
        try Stage.play { stage in
            let server = stage.start()
            let tab = server.connect(ann)
            server.connect("bob:helper:one").ask("b1", "Something else")
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            tab.ask("r2", "And now?")
            try await stage.pause(.seconds(1))
            let request = try #require(stage.agents.requests.last)
            #expect(request.sessionKey.text == ann)
            #expect(request.sequence == 2)
            #expect(
                request.messages == [
                    ChatMessage(role: .user, text: "Hello"),
                    ChatMessage(role: .assistant, text: "Re: Hello"),
                    ChatMessage(role: .user, text: "And now?"),
                ]
            )
            #expect(
                try stage.store.outcomes(of: ann)
                    == [.answered("Re: Hello"), .answered("Re: And now?")]
            )
            #expect(stage.store.effects(of: ann) == ["completed/1", "completed/1"])
        }
    }

    @Test func `A failed and a cancelled request leave their question and no answer`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.fails(), .hangs]
            let server = stage.start { $0.maximumAttempts = 1 }
            let tab = server.connect(ann)
            tab.ask("r1", "First")
            try await stage.pause(.seconds(1))
            tab.ask("r2", "Second")
            try await stage.pause(.seconds(1))
            tab.cancel("r2")
            try await stage.pause(.seconds(1))
            tab.ask("r3", "Third")
            try await stage.pause(.seconds(1))
            #expect(
                stage.agents.requests.last?.messages.map(\.text) == ["First", "Second", "Third"]
            )
            #expect(tab.frames.filter { !$0.contains("+") } == ["r1!", "r2~", "r3=Re: Third"])
        }
    }

    @Test func `An event that is processed already is settled without asking the agent`() throws {
        try Stage.play { stage in
            let server = stage.start()
            server.connect(ann).ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            let event = try stage.store.accept("r1", of: ann).event
            let processor = SessionProcessor(context: server.context, runner: server.runner)
            let ownership = try await server.context.leases.begin(try SessionKey(ann))
            let result = await processor.process(
                OpenRequest(event: event),
                attempt: 1,
                under: ownership
            )
            #expect(result == .settled)
            #expect(stage.agents.asked == ["r1/1"])
            #expect(stage.store.effects(of: ann) == ["completed/1"])
        }
    }

    @Test func `The answer that another server has committed is delivered without a poll`() throws {
        try Stage.play { stage in
            _ = stage.start { $0.instanceName = "a" }
            let server = stage.start {
                $0.instanceName = "b"
                $0.eventQueueInterval = .seconds(3)
                $0.effectPollInterval = .seconds(60)
            }
            let tab = server.connect(ann)
            // The lease of the idle session is released; the other server sweeps more often, and
            // takes the event a third of a lease later.
            try await stage.pause(.milliseconds(4_500))
            try stage.store.accept("r1", of: ann)
            try await stage.pause(.milliseconds(1_400))
            #expect(stage.store.effects(of: ann) == ["pending/0"])
            try await stage.pause(.seconds(1))
            #expect(stage.agents.asked == ["r1/1"])
            #expect(tab.frames == ["r1=Re: Hello"])
        }
    }

    @Test func `An event whose predecessor is not processed is not begun`() throws {
        try Stage.play { stage in
            let server = stage.start({ $0.eventQueueInterval = .seconds(60) })
            try await stage.pause(.seconds(1))
            try stage.store.accept("r1", of: ann)
            let event = try stage.store.accept("r2", of: ann).event
            let processor = SessionProcessor(context: server.context, runner: server.runner)
            let ownership = try await server.context.leases.begin(try SessionKey(ann))
            let result = await processor.process(
                OpenRequest(event: event),
                attempt: 1,
                under: ownership
            )
            #expect(result == .missing(1))
            #expect(stage.agents.asked.isEmpty)
        }
    }

    @Test func `A commit that another server has made impossible disowns the session`() throws {
        try Stage.play { stage in
            let server = stage.start({ $0.eventQueueInterval = .seconds(60) })
            try await stage.pause(.seconds(1))
            let event = try stage.store.accept("r1", of: ann).event
            let processor = SessionProcessor(context: server.context, runner: server.runner)
            let ownership = try await server.context.leases.begin(try SessionKey(ann))
            let lease = ownership.lease
            _ = try stage.store.base.takeLease(
                of: event.sessionKey,
                for: "other",
                ifStill: lease,
                at: WallInstant(milliseconds: 1)
            )
            let result = await processor.process(
                OpenRequest(event: event),
                attempt: 1,
                under: ownership
            )
            #expect(result == .disowned)
            #expect(try stage.store.outcomes(of: ann).isEmpty)
        }
    }

    @Test func `An agent that does not exist is a failed attempt`() throws {
        try Stage.play { stage in
            let server = stage.start { $0.maximumAttempts = 1 }
            let tab = server.connect("ann:nobody:one")
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            #expect(tab.frames == ["r1!"])
            #expect(stage.agents.asked.isEmpty)
        }
    }

    @Test func `The latency is the monotonic time of the attempt, whatever the wall clock does`()
        throws
    {
        try Stage.play { stage in
            stage.agents.scripts = [.says(["a", "b"], every: .milliseconds(150))]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            stage.simulation.schedule(after: .milliseconds(200)) { stage.clock.wallOffset -= 5_000 }
            try await stage.pause(.seconds(1))
            #expect(
                tab.texts.last
                    == #"{"type":"final","requestId":"r1","message":"ab","latencyMs":300,"#
                    + #""tokenUsage":{"input":1,"output":2}}"#
            )
        }
    }
}
