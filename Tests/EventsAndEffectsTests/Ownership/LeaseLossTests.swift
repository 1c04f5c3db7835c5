import EventsAndEffects
import SimulationKernel
import Testing

/// A server whose renewals do not return: another one may take its sessions after a whole lease.
@Suite("A server that may have lost a lease") struct LeaseLossTests {
    private let ann = "ann:helper:one"

    @Test func `Stops its attempt even if the agent says nothing`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.hangs]
            let owner = stage.start { $0.instanceName = "owner" }
            owner.connect(ann).ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            stage.store.latencies["renew"] = .seconds(60)
            _ = stage.start { $0.instanceName = "other" }
            try await stage.pause(.seconds(15))
            #expect(stage.agents.requests.count == 2)
            #expect(stage.agents.instants[1] < 4_100)
            #expect(stage.agents.mostRunning == 1)
            #expect(try stage.store.outcomes(of: ann) == [.answered("Re: Hello")])
        }
    }

    @Test func `Hands over nothing that waits for room any more`() throws {
        try Stage.play { stage in
            let server = stage.start {
                $0.acknowledgementTimeout = .seconds(60)
                $0.sendLimit = .seconds(60)
            }
            let tab = server.connect(ann)
            tab.makeRoom(0)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            #expect(stage.store.effects(of: ann) == ["executing/1"])
            let lease = try #require(stage.store.base.inspect().leases.first)
            _ = try stage.store.base.takeLease(
                of: try SessionKey(ann),
                for: "other",
                ifStill: Lease(
                    sessionKey: try SessionKey(ann),
                    owner: lease.owner,
                    generation: lease.generation,
                    renewal: lease.renewal
                ),
                at: WallInstant(milliseconds: 1)
            )
            // The next renewal tells.
            try await stage.pause(.seconds(2))
            tab.makeRoom(10)
            try await stage.pause(.seconds(1))
            #expect(!tab.frames.contains { $0.contains("=") })
        }
    }

    @Test func `Begins no attempt when the lease ran out while the checkpoint was loaded`() throws {
        try Stage.play { stage in
            stage.store.latencies["renew"] = .seconds(60)
            let server = stage.start()
            let tab = server.connect(ann)
            try await stage.pause(.seconds(1))
            stage.store.latencies["conversation"] = .seconds(4)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(5))
            #expect(stage.agents.asked.isEmpty)
            stage.store.latencies = [:]
            try await stage.pause(.seconds(6))
            #expect(tab.frames.last == "r1=Re: Hello")
        }
    }

    @Test func `Leaves nothing executing, though a late renewal says that the lease is its own`()
        throws
    {
        try Stage.play { stage in
            let server = stage.start { $0.acknowledgementTimeout = .seconds(60) }
            let tab = server.connect(ann)
            tab.acknowledges = false
            stage.store.latencies["renew"] = .milliseconds(3_500)
            stage.store.latencies["release"] = .seconds(4)
            tab.ask("r1", "Hello")
            // The lease runs out at 3 s, the renewal is back at 4.5 s, the release at 7 s.
            try await stage.pause(.seconds(5))
            #expect(stage.store.effects(of: ann) == ["executing/1"])
            stage.store.latencies = [:]
            tab.acknowledges = true
            try await stage.pause(.seconds(5))
            #expect(stage.store.effects(of: ann) == ["completed/2"])
        }
    }
}
