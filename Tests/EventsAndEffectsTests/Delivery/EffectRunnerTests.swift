import EventsAndEffects
import SimulationKernel
import Testing

@Suite("The effect runner") struct EffectRunnerTests {
    private let ann = "ann:helper:one"

    @Test func `Polls as it starts and then at every interval, if anybody is connected`() throws {
        try Stage.play { stage in
            let server = stage.start { $0.effectPollInterval = .seconds(2) }
            server.connect(ann)
            try await stage.pause(.milliseconds(7_500))
            #expect(stage.store.calls.count { $0 == "poll" } == 3)
        }
    }

    @Test func `Delivers what was sent and acknowledged once, and completes it`() throws {
        try Stage.play { stage in
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(30))
            #expect(tab.frames == ["r1+Re: ", "r1+Hello", "r1=Re: Hello"])
            #expect(stage.store.effects(of: ann) == ["completed/1"])
        }
    }

    @Test func `Claims once for each effect that it knows of`() throws {
        try Stage.play { stage in
            let server = stage.start()
            let tab = server.connect(ann)
            try await stage.pause(.seconds(1))
            let before = stage.store.calls.count { $0 == "claim" }
            for number in 1...3 { tab.ask("r\(number)", "Hello") }
            try await stage.pause(.seconds(30))
            #expect(stage.store.effects(of: ann) == Array(repeating: "completed/1", count: 3))
            #expect(stage.store.calls.count { $0 == "claim" } == before + 3)
        }
    }

    @Test func `Leaves what nobody is connected for pending, and fetches nothing`() throws {
        try Stage.play { stage in
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(10))
            tab.hangUp()
            let calls = stage.store.calls.count { $0 == "poll" || $0 == "claim" }
            try await stage.pause(.seconds(5))
            #expect(stage.store.effects(of: ann) == ["pending/0"])
            #expect(stage.store.calls.count { $0 == "poll" || $0 == "claim" } == calls)
        }
    }

    @Test func `Delivers on reconnection at once: one terminal frame, no tokens`() throws {
        try Stage.play { stage in
            let server = stage.start { $0.effectPollInterval = .seconds(60) }
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            tab.ask("r2", "More")
            try await stage.pause(.milliseconds(5))
            tab.hangUp()
            try await stage.pause(.seconds(5))
            let later = server.connect(ann)
            try await stage.pause(.milliseconds(50))
            #expect(later.frames == ["r1=Re: Hello", "r2=Re: More"])
            #expect(stage.store.effects(of: ann) == ["completed/1", "completed/1"])
        }
    }

    @Test func `Releases what a closed socket refused, without an acknowledgement's wait`() throws {
        try Stage.play { stage in
            let server = stage.start()
            let tab = server.connect(ann)
            tab.acknowledges = false
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(500))
            #expect(stage.store.effects(of: ann) == ["executing/1"])
            tab.hangUp()
            try await stage.pause(.milliseconds(50))
            #expect(stage.store.effects(of: ann) == ["pending/1"])
        }
    }

    @Test func `Without an acknowledgement in time the effect is pending, then delivered again`()
        throws
    {
        try Stage.play { stage in
            let server = stage.start { $0.acknowledgementTimeout = .seconds(2) }
            let tab = server.connect(ann)
            tab.acknowledges = false
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(1_500))
            #expect(tab.frames == ["r1+Re: ", "r1+Hello", "r1=Re: Hello"])
            tab.acknowledges = true
            try await stage.pause(.seconds(2))
            #expect(tab.frames == ["r1+Re: ", "r1+Hello", "r1=Re: Hello", "r1=Re: Hello"])
            #expect(stage.store.effects(of: ann) == ["completed/2"])
        }
    }

    @Test func `A session's effects go one at a time: nothing overtakes the oldest`() throws {
        try Stage.play { stage in
            let server = stage.start()
            let tab = server.connect(ann)
            tab.acknowledges = false
            tab.ask("r1", "Hello")
            tab.ask("r2", "More")
            try await stage.pause(.seconds(2))
            #expect(stage.store.effects(of: ann) == ["executing/1", "pending/0"])
            #expect(tab.frames.filter { $0.contains("=") } == ["r1=Re: Hello"])
            tab.acknowledge("r1")
            try await stage.pause(.milliseconds(50))
            #expect(stage.store.effects(of: ann) == ["completed/1", "executing/1"])
            #expect(tab.frames.last == "r2=Re: More")
        }
    }

    @Test func `A session that never acknowledges keeps no other one out of a small batch`() throws
    {
        try Stage.play { stage in
            let server = stage.start {
                $0.effectBatch = 1
                $0.acknowledgementTimeout = .milliseconds(100)
            }
            let tab = server.connect(ann)
            tab.acknowledges = false
            tab.ask("r1", "Hello")
            let other = server.connect("bob:helper:one")
            other.acknowledges = false
            other.ask("b1", "Hi")
            try await stage.pause(.milliseconds(400))
            #expect(stage.store.effects(of: "bob:helper:one") == ["pending/1"])
            other.acknowledges = true
            try await stage.pause(.seconds(2))
            #expect(stage.store.effects(of: "bob:helper:one") == ["completed/2"])
        }
    }

    @Test func `Sessions do not wait for one another`() throws {
        try Stage.play { stage in
            let server = stage.start()
            let tab = server.connect(ann)
            tab.acknowledges = false
            tab.ask("r1", "Hello")
            let other = server.connect("bob:helper:one")
            other.ask("b1", "Hi")
            try await stage.pause(.seconds(1))
            #expect(stage.store.effects(of: "bob:helper:one") == ["completed/1"])
            #expect(other.frames.last == "b1=Re: Hi")
        }
    }

    @Test func `All of a session's connections get the frame, and the first to answer completes`()
        throws
    {
        try Stage.play { stage in
            let server = stage.start()
            let first = server.connect(ann)
            let second = server.connect(ann)
            first.acknowledges = false
            first.ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            #expect(first.frames == ["r1+Re: ", "r1+Hello", "r1=Re: Hello"])
            #expect(second.frames == first.frames)
            first.acknowledge("r1")
            try await stage.pause(.seconds(10))
            #expect(stage.store.effects(of: ann) == ["completed/1"])
            #expect(first.frames.count == 3)
        }
    }

    @Test func `What is claimed only after the limit of a stop is given back, and not sent`() throws
    {
        try Stage.play { stage in
            let server = stage.start { $0.acknowledgementTimeout = .seconds(60) }
            let tab = server.connect(ann)
            try await stage.pause(.milliseconds(100))
            stage.store.latencies["claim"] = .seconds(1)
            tab.acknowledges = false
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(500))
            let begun = stage.milliseconds
            await server.runner.stop(within: .milliseconds(100))
            #expect(stage.milliseconds - begun < 2_000)
            #expect(tab.frames.allSatisfy { !$0.contains("=") })
            #expect(stage.store.effects(of: ann) == ["pending/1"])
        }
    }

    @Test func `What a client that has left never acknowledged is remembered until it expires`()
        throws
    {
        try Stage.play { stage in
            let server = stage.start {
                $0.effectTTL = .seconds(60)
                $0.acknowledgementTimeout = .seconds(1)
            }
            let tab = server.connect(ann)
            tab.acknowledges = false
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(1_500))
            tab.hangUp()
            try await stage.pause(.seconds(59))
            #expect(await server.chat.gauges.deliveryLanes == 1)
            try await stage.pause(.seconds(3))
            #expect(await server.chat.gauges.deliveryLanes == 0)
        }
    }

    @Test
    func `What a client acknowledged as it left is delivered, however late it can be written`()
        throws
    {
        try Stage.play { stage in
            let server = stage.start {
                $0.effectTTL = .seconds(60)
                $0.acknowledgementTimeout = .seconds(1)
                $0.effectPollInterval = .seconds(10)
            }
            let tab = server.connect(ann)
            tab.acknowledges = false
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(1_500))
            #expect(stage.store.effects(of: ann) == ["pending/1"])
            tab.acknowledge("r1")
            tab.hangUp()
            try await stage.pause(.seconds(90))
            #expect(stage.store.effects(of: ann) == ["pending/1"])
            _ = server.connect(ann)
            try await stage.pause(.seconds(1))
            #expect(stage.store.effects(of: ann) == ["completed/2"])
        }
    }

    @Test func `An effect older than its time to live is failed instead of delivered`() throws {
        try Stage.play { stage in
            let server = stage.start { $0.effectTTL = .seconds(60) }
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(5))
            tab.hangUp()
            try await stage.pause(.seconds(61))
            let later = server.connect(ann)
            try await stage.pause(.seconds(1))
            later.ask("r2", "More")
            try await stage.pause(.seconds(1))
            #expect(later.frames == ["r2+Re: ", "r2+More", "r2=Re: More"])
            #expect(stage.store.effects(of: ann) == ["failed/1", "completed/1"])
        }
    }
}
