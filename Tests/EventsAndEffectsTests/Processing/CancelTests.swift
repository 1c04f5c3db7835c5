import EventsAndEffects
import SimulationKernel
import Testing

@Suite("A cancel") struct CancelTests {
    private let ann = "ann:helper:one"

    @Test func `Of the running request stops the agent and is delivered`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.says(["a", "b", "c"], every: .seconds(1))]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(1_500))
            tab.cancel("r1")
            try await stage.pause(.milliseconds(100))
            #expect(tab.frames == ["r1+a", "r1~"])
            #expect(stage.agents.running == 0)
            #expect(try stage.store.outcomes(of: ann) == [.cancelled])
        }
    }

    @Test func `Of a queued request is committed in its turn, without asking the agent`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.says(["a"], every: .seconds(2))]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            tab.ask("r2", "More")
            try await stage.pause(.seconds(1))
            tab.cancel("r2")
            try await stage.pause(.milliseconds(500))
            #expect(tab.frames.isEmpty)
            try await stage.pause(.seconds(2))
            #expect(tab.frames == ["r1+a", "r1=a", "r2~"])
            #expect(stage.agents.asked == ["r1/1"])
        }
    }

    @Test func `Of a request that backs off ends the wait`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.fails()]
            let server = stage.start { $0.retryDelay = .seconds(20) }
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            tab.cancel("r1")
            try await stage.pause(.milliseconds(100))
            #expect(tab.frames == ["r1~"])
            #expect(stage.agents.asked == ["r1/1"])
        }
    }

    @Test func `That comes while the checkpoint is loaded is in time`() throws {
        try Stage.play { stage in
            stage.store.latencies["conversation"] = .seconds(1)
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(500))
            tab.cancel("r1")
            try await stage.pause(.seconds(2))
            #expect(tab.frames == ["r1~"])
            #expect(stage.agents.asked.isEmpty)
        }
    }

    @Test func `That overtakes the acceptance over another connection is in time`() throws {
        try Stage.play { stage in
            // Committed at once; the server learns of it when it tries again.
            stage.store.failures["append"] = [.after]
            let server = stage.start { $0.eventQueueInterval = .seconds(60) }
            let tab = server.connect(ann)
            let other = server.connect(ann)
            // Its recovery must be over, which would find the event.
            try await stage.pause(.milliseconds(100))
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(500))
            other.cancel("r1")
            try await stage.pause(.seconds(1))
            #expect(tab.frames == ["r1~"])
            #expect(stage.agents.asked.isEmpty)
            tab.ask("r1", "Hello")
            tab.ask("r2", "And now?")
            try await stage.pause(.seconds(1))
            #expect(stage.agents.asked == ["r2/1"])
        }
    }

    @Test func `That comes while a failed commit waits to be repeated still wins`() throws {
        try Stage.play { stage in
            stage.store.failures["commit"] = [.before]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(500))
            tab.cancel("r1")
            try await stage.pause(.seconds(2))
            #expect(tab.frames.last == "r1~")
            #expect(try stage.store.outcomes(of: ann) == [.cancelled])
        }
    }

    @Test func `Of an unknown or answered request is ignored`() throws {
        try Stage.play { stage in
            let server = stage.start()
            let tab = server.connect(ann)
            tab.cancel("r9")
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            tab.cancel("r1")
            try await stage.pause(.seconds(1))
            tab.ask("r2", "More")
            try await stage.pause(.seconds(1))
            #expect(
                tab.frames.filter { !$0.contains("+") } == ["r1=Re: Hello", "r2=Re: More"]
            )
            #expect(tab.closeCode == nil)
        }
    }

    @Test func `Of another session's request of the same name touches nothing`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.says(["a"], every: .seconds(1))]
            let server = stage.start()
            let tab = server.connect(ann)
            let other = server.connect("bob:helper:one")
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(500))
            other.cancel("r1")
            try await stage.pause(.seconds(1))
            #expect(tab.frames == ["r1+a", "r1=a"])
            #expect(other.frames.isEmpty)
        }
    }

    @Test func `At a server that does not own the session reaches the owner within the interval`()
        throws
    {
        try Stage.play { stage in
            stage.agents.scripts = [.hangs]
            let owner = stage.start()
            let other = stage.start { $0.instanceName = "other" }
            let tab = owner.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            other.connect(ann).cancel("r1")
            try await stage.pause(.milliseconds(100))
            #expect(tab.frames == ["r1~"])
        }
    }

    @Test func `That was stored before a restart holds after it`() throws {
        try Stage.play { stage in
            try stage.store.accept("r1", of: ann)
            stage.store.base.cancel(request: "r1", of: try SessionKey(ann))
            let server = stage.start()
            let tab = server.connect(ann)
            try await stage.pause(.seconds(1))
            #expect(tab.frames == ["r1~"])
            #expect(stage.agents.asked.isEmpty)
        }
    }
}
