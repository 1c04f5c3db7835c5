import EventsAndEffects
import SimulationKernel
import Testing

@Suite("The chat server") struct ChatServerTests {
    private let ann = "ann:helper:one"

    @Test func `Runs once: a second run returns at once`() throws {
        try Stage.play { stage in
            let server = stage.start()
            try await stage.pause(.seconds(1))
            await server.chat.run()
            #expect(stage.milliseconds == 1_000)
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            #expect(tab.frames.last == "r1=Re: Hello")
            server.chat.stop()
            try await stage.pause(.seconds(1))
            await server.chat.run()
            #expect(stage.milliseconds == 3_000)
        }
    }

    @Test func `Its gauges say what it holds, and fall back when nothing is left to do`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.says(["a", "b"], every: .seconds(2))]
            let server = stage.start { $0.lease = .seconds(9) }
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            tab.ask("r2", "More")
            try await stage.pause(.seconds(1))
            let busy = await server.chat.gauges
            #expect(busy.connectedSessions == 1)
            #expect(busy.requests == 2)
            #expect(busy.eventLanes == 1)
            #expect(busy.leases == 1)
            try await stage.pause(.seconds(30))
            let idle = await server.chat.gauges
            #expect(idle.connectedSessions == 1)
            #expect([idle.requests, idle.eventLanes] == [0, 0])
            #expect([idle.deliveryLanes, idle.leases] == [0, 0])
            tab.hangUp()
            try await stage.pause(.seconds(1))
            #expect(await server.chat.gauges.connectedSessions == 0)
        }
    }

    @Test func `A graceful stop lets the running attempt end and delivers its answer`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.says(["a", "b"], every: .seconds(2))]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            tab.ask("r2", "More")
            try await stage.pause(.seconds(1))
            server.chat.stop()
            try await stage.pause(.seconds(5))
            #expect(tab.frames == ["r1+a", "r1+b", "r1=ab"])
            #expect(tab.closeCode == .goingAway)
            #expect(stage.store.effects(of: ann) == ["completed/1"])
            #expect(stage.store.base.unprocessed().events.map(\.message.requestID) == ["r2"])
            #expect(server.endedAt != nil)
        }
    }

    @Test func `A graceful stop releases what nobody acknowledges within the limit`() throws {
        try Stage.play { stage in
            let server = stage.start {
                $0.stopLimit = .seconds(2)
                $0.acknowledgementTimeout = .seconds(60)
            }
            let tab = server.connect(ann)
            tab.acknowledges = false
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            server.chat.stop()
            try await stage.pause(.seconds(5))
            #expect(stage.store.effects(of: ann) == ["pending/1"])
            #expect(server.endedAt != nil)
        }
    }

    @Test func `A graceful stop is done within its limit, though an agent ignores it`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.ignoresCancellation(for: .seconds(60), then: ["late"])]
            let server = stage.start { $0.stopLimit = .seconds(2) }
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            server.chat.stop()
            await server.chat.waitUntilStopped()
            #expect((3_000...3_010).contains(stage.milliseconds))
            #expect(tab.closeCode == .goingAway)
            #expect(stage.store.base.inspect().leases.map(\.owner) == [""])
            #expect(server.endedAt == nil)
            try await stage.pause(.seconds(60))
            #expect(server.endedAt == 60_000 + stage.agents.instants[0])
            #expect(tab.frames.isEmpty)
        }
    }

    @Test func `A stop with nothing to do ends at once, and gives the leases back`() throws {
        try Stage.play { stage in
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(500))
            #expect(stage.store.base.inspect().leases.map(\.owner) == ["server-1"])
            server.chat.stop()
            try await stage.pause(.milliseconds(10))
            #expect(server.endedAt != nil)
            #expect(stage.store.base.inspect().leases.map(\.owner) == [""])
        }
    }

    @Test func `A connection that comes while the server stops is closed with 1001`() throws {
        try Stage.play { stage in
            let server = stage.start()
            try await stage.pause(.seconds(1))
            server.chat.stop()
            let tab = server.connect(ann)
            try await stage.pause(.seconds(1))
            #expect(tab.closeCode == .goingAway)
            #expect(!tab.isServed)
        }
    }

    @Test func `A server that was stopped before it ran ends what it is given`() throws {
        try Stage.play { stage in
            let server = StagedServer(on: stage, { _ in }, parts: ServerParts())
            server.chat.stop()
            await server.chat.run()
            #expect(stage.milliseconds < 100)
        }
    }

    @Test func `What a stopped server left is taken up by the next`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.says(["a"], every: .seconds(1))]
            let server = stage.start()
            let tab = server.connect(ann)
            for number in 1...3 { tab.ask("r\(number)", "Text \(number)") }
            try await stage.pause(.milliseconds(500))
            server.chat.stop()
            try await stage.pause(.seconds(2))
            let next = stage.start()
            let later = next.connect(ann)
            try await stage.pause(.seconds(2))
            #expect(tab.frames == ["r1+a", "r1=a"])
            #expect(later.frames.filter { $0.contains("=") } == ["r2=Re: Text 2", "r3=Re: Text 3"])
        }
    }

    @Test func `A rolling deploy hands a session over without losing or repeating anything`() throws
    {
        try Stage.play { stage in
            stage.agents.scripts = [.says(["a", "b"], every: .seconds(1))]
            let old = stage.start { $0.instanceName = "old" }
            let tab = old.connect(ann)
            tab.ask("r1", "Hello")
            tab.ask("r2", "More")
            try await stage.pause(.milliseconds(1_500))
            let new = stage.start { $0.instanceName = "new" }
            try await stage.pause(.milliseconds(100))
            old.chat.stop()
            try await stage.pause(.milliseconds(100))
            let later = new.connect(ann)
            try await stage.pause(.seconds(3))
            #expect(tab.frames == ["r1+a", "r1+b", "r1=ab"])
            #expect(later.frames == ["r2+Re: ", "r2+More", "r2=Re: More"])
            #expect(stage.agents.asked == ["r1/1", "r2/1"])
            #expect(stage.agents.mostRunning == 1)
            #expect(stage.store.effects(of: ann) == ["completed/1", "completed/1"])
        }
    }

    @Test func `A server that died is replaced by another, and what it had executing is delivered`()
        throws
    {
        try Stage.play { stage in
            let died = stage.simulation.boot(named: "died")
            let server = StagedServer(
                on: stage,
                { $0.instanceName = "died" },
                parts: ServerParts(),
                in: died
            )
            died.start("server") { await server.chat.run() }
            let tab = server.connect(ann)
            tab.acknowledges = false
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            #expect(stage.store.effects(of: ann) == ["executing/1"])
            died.crash()
            let other = stage.start { $0.instanceName = "other" }
            let later = other.connect(ann)
            try await stage.pause(.seconds(2))
            #expect(later.frames.isEmpty)
            try await stage.pause(.seconds(2))
            #expect(later.frames == ["r1=Re: Hello"])
            #expect(stage.store.effects(of: ann) == ["completed/2"])
        }
    }
}
