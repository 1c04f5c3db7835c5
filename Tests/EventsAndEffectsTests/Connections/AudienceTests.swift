import EventsAndEffects
import SimulationKernel
import Testing

@Suite("Live tokens") struct AudienceTests {
    private let ann = "ann:helper:one"

    @Test func `Go to every tab that was open before the first of them`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.says(["a", "b"], every: .seconds(1))]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(500))
            let other = server.connect(ann)
            try await stage.pause(.seconds(3))
            #expect(tab.frames == ["r1+a", "r1+b", "r1=ab"])
            #expect(other.frames == tab.frames)
        }
    }

    @Test func `Do not go to a tab that comes later: it gets the answer alone`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.says(["a", "b"], every: .seconds(1))]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(1_500))
            let late = server.connect(ann)
            try await stage.pause(.seconds(3))
            #expect(tab.frames == ["r1+a", "r1+b", "r1=ab"])
            #expect(late.frames == ["r1=ab"])
        }
    }

    @Test func `Go to no other session, not even one with the same thread id`() throws {
        try Stage.play { stage in
            let server = stage.start()
            let others = ["bob:helper:one", "ann:other:one", "ann:helper:two"].map {
                server.connect($0)
            }
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            #expect(tab.frames.count == 3)
            #expect(others.allSatisfy { $0.frames.isEmpty })
        }
    }

    @Test func `Of a retry go to a tab that opened in between, not to one that saw some`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.fails(after: ["a"]), .says(["a", "b"])]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(500))
            let second = server.connect(ann)
            try await stage.pause(.seconds(3))
            #expect(tab.frames == ["r1+a", "r1=ab"])
            #expect(second.frames == ["r1+a", "r1+b", "r1=ab"])
        }
    }

    @Test func `Wait for an earlier answer: no token while one is not handed over`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.says(["a"]), .says(["b"])]
            stage.store.latencies["claim"] = .milliseconds(200)
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            tab.ask("r2", "More")
            try await stage.pause(.seconds(2))
            #expect(tab.frames == ["r1+a", "r1=a", "r2=b"])
        }
    }

    @Test func `Do not wait for an answer that was handed over and not acknowledged`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.says(["a"]), .says(["b"], every: .milliseconds(500))]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.acknowledges = false
            tab.ask("r1", "Hello")
            tab.ask("r2", "More")
            try await stage.pause(.seconds(2))
            #expect(tab.frames == ["r1+a", "r1=a", "r2+b"])
        }
    }

    @Test func `Do not go to a new tab that an earlier answer is still on its way to`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.says(["a"]), .says(["b"], every: .seconds(1))]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.acknowledges = false
            tab.ask("r1", "Hello")
            tab.ask("r2", "More")
            try await stage.pause(.milliseconds(500))
            // The execution of r1 began before this tab was there.
            let late = server.connect(ann)
            try await stage.pause(.seconds(1))
            #expect(tab.frames == ["r1+a", "r1=a", "r2+b"])
            #expect(late.frames.isEmpty)
            tab.acknowledge("r1")
            try await stage.pause(.seconds(1))
            #expect(late.frames == ["r2=b"])
        }
    }

    @Test func `A socket's failure in mid-stream is not the agent's`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.says(["a", "b", "c"], every: .seconds(1))]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(1_500))
            tab.hangUp()
            try await stage.pause(.seconds(3))
            #expect(stage.agents.asked == ["r1/1"])
            #expect(try stage.store.outcomes(of: ann) == [.answered("abc")])
        }
    }

    @Test func `A slow tab holds nobody up`() throws {
        try Stage.play { stage in
            let server = stage.start()
            let slow = server.connect(ann)
            slow.makeRoom(1)
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            #expect(tab.frames == ["r1+Re: ", "r1+Hello", "r1=Re: Hello"])
            #expect(slow.frames == ["r1+Re: "])
            #expect(stage.store.effects(of: ann) == ["completed/1"])
        }
    }
}
