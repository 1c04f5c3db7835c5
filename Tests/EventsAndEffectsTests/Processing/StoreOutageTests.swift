import EventsAndEffects
import SimulationKernel
import Testing

@Suite("A store outage") struct StoreOutageTests {
    private let ann = "ann:helper:one"

    @Test(
        "At the commit keeps the outcome and asks the agent once",
        arguments: [StagedStore.Failure.before, .after]
    )
    func commit(failure: StagedStore.Failure) throws {
        try Stage.play { stage in
            stage.store.failures["commit"] = [failure, failure]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(5))
            #expect(stage.agents.asked == ["r1/1"])
            #expect(tab.frames == ["r1+Re: ", "r1+Hello", "r1=Re: Hello"])
            #expect(stage.store.effects(of: ann) == ["completed/1"])
            #expect(stage.store.calls.count { $0 == "commit" } == 3)
        }
    }

    @Test func `At the load is not a failed attempt`() throws {
        try Stage.play { stage in
            stage.store.failures["conversation"] = Array(repeating: .before, count: 6)
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(10))
            #expect(stage.agents.asked == ["r1/1"])
            #expect(tab.frames.last == "r1=Re: Hello")
        }
    }

    @Test func `While the failure of all attempts is committed does not lose it`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.fails()]
            stage.store.failures["commit"] = [.before]
            let server = stage.start { $0.maximumAttempts = 1 }
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(5))
            #expect(tab.frames == ["r1!"])
            #expect(stage.agents.asked == ["r1/1"])
        }
    }

    @Test(
        "At the append holds the connection's later frames back and loses nothing",
        arguments: [StagedStore.Failure.before, .after]
    )
    func append(failure: StagedStore.Failure) throws {
        try Stage.play { stage in
            stage.store.failures["append"] = [failure, failure]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            tab.ask("r2", "More")
            try await stage.pause(.milliseconds(1_500))
            #expect(stage.agents.asked.isEmpty || failure == .after)
            try await stage.pause(.seconds(5))
            #expect(stage.agents.asked == ["r1/1", "r2/1"])
            #expect(
                tab.frames.filter { !$0.contains("+") } == ["r1=Re: Hello", "r2=Re: More"]
            )
            #expect(tab.closeCode == nil)
        }
    }

    @Test func `Longer than the lease keeps the outcome, whoever takes the lease anew`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.says(["a"], every: .milliseconds(900))]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(500))
            stage.store.isDown = true
            try await stage.pause(.milliseconds(6_950))
            stage.store.isDown = false
            // The runner takes the session for the new connection before the commit is repeated.
            let other = server.connect(ann)
            try await stage.pause(.seconds(8))
            #expect(stage.agents.asked == ["r1/1"])
            #expect(stage.store.base.inspect().leases.map(\.generation) == [2])
            #expect(tab.frames == ["r1+a", "r1=a"])
            #expect(other.frames == ["r1=a"])
        }
    }

    @Test func `Does not keep a graceful stop from its end`() throws {
        try Stage.play { stage in
            let server = stage.start { $0.stopLimit = .seconds(2) }
            let tab = server.connect(ann)
            let late = server.connect("bob:helper:one")
            stage.agents.scripts = [.says(["a"], every: .milliseconds(900))]
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(500))
            stage.store.isDown = true
            late.ask("r2", "Never accepted")
            try await stage.pause(.seconds(1))
            server.chat.stop()
            try await stage.pause(.seconds(8))
            #expect(server.endedAt != nil)
            #expect(!tab.isServed)
            #expect(!late.isServed)
            #expect(stage.store.base.unprocessed().events.map(\.message.requestID) == ["r1"])
        }
    }

    @Test func `Of any length delays everything and changes nothing`() throws {
        try Stage.play { stage in
            let server = stage.start()
            let tab = server.connect(ann)
            try await stage.pause(.seconds(1))
            stage.store.isDown = true
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(60))
            #expect(tab.frames.isEmpty)
            stage.store.isDown = false
            try await stage.pause(.seconds(5))
            #expect(tab.frames == ["r1+Re: ", "r1+Hello", "r1=Re: Hello"])
            #expect(stage.store.effects(of: ann) == ["completed/1"])
        }
    }
}
