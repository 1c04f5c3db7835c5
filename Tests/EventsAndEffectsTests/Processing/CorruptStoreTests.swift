import EventsAndEffects
import SimulationKernel
import Testing

@Suite("A row that cannot be read") struct CorruptStoreTests {
    private let ann = "ann:helper:one"

    @Test func `In the conversation fails the request, not the session's connection`() throws {
        try Stage.play { stage in
            stage.store.failures["conversation"] = Array(repeating: .corrupt, count: 3)
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(10))
            #expect(tab.frames == ["r1!"])
            #expect(stage.agents.asked.isEmpty)
            tab.ask("r2", "Again")
            try await stage.pause(.seconds(5))
            #expect(tab.frames.last == "r2=Re: Again")
        }
    }

    @Test func `At every commit is tried again and again, with a pause`() throws {
        try Stage.play { stage in
            stage.store.failures["commit"] = Array(repeating: .corrupt, count: 6)
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(60))
            #expect(tab.frames.last == "r1!")
            #expect(stage.store.calls.count { $0 == "commit" } == 7)
        }
    }

    @Test func `Ahead of what is asked is read again and again, with a pause`() throws {
        try Stage.play { stage in
            stage.store.failures["events"] = Array(repeating: .corrupt, count: 3)
            let server = stage.start { $0.eventQueueInterval = .seconds(60) }
            let tab = server.connect(ann)
            try await stage.pause(.seconds(1))
            try stage.store.accept("r1", of: ann)
            tab.ask("r2", "Again")
            try await stage.pause(.milliseconds(2_900))
            #expect(stage.store.calls.count { $0 == "events" } == 3)
            #expect(stage.agents.asked.isEmpty)
            try await stage.pause(.seconds(2))
            #expect(stage.agents.asked == ["r1/1", "r2/1"])
        }
    }

    @Test func `At the append is said to the client, who may send it again`() throws {
        try Stage.play { stage in
            stage.store.failures["append"] = [.corrupt]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            tab.ask("r2", "More")
            try await stage.pause(.seconds(5))
            #expect(tab.frames.first == "r1!")
            #expect(tab.frames.last == "r2=Re: More")
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(5))
            #expect(tab.frames.last == "r1=Re: Hello")
        }
    }

    @Test func `At a cancel takes nothing from the connection`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.hangs]
            stage.store.failures["cancel"] = [.corrupt]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            tab.cancel("r1")
            try await stage.pause(.seconds(1))
            tab.ask("r2", "More")
            try await stage.pause(.seconds(5))
            #expect(tab.frames.last == "r2=Re: More")
        }
    }

    @Test func `As a server starts does not keep it from recovering what it can read later`() throws
    {
        try Stage.play { stage in
            _ = try stage.store.accept("r1", of: ann)
            stage.store.failures["unprocessed"] = [.corrupt, .corrupt]
            let server = stage.start()
            let tab = server.connect(ann)
            try await stage.pause(.seconds(5))
            #expect(tab.frames.last == "r1=Re: Hello")
            #expect(stage.store.calls.count { $0 == "unprocessed" } == 3)
        }
    }
}
