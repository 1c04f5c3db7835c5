import EventsAndEffects
import SimulationKernel
import Testing

/// Of several servers on one store, the one to which a client is connected takes its events.
@Suite("An event that a sweep finds") struct HeldEventsTests {
    private let ann = "ann:helper:one"

    @Test func `Is left to the server that accepted it, for a third of a lease`() throws {
        try Stage.play { stage in
            let processor = StagedProcessor(stage: stage)
            _ = stage.start({ $0.lease = .seconds(3) }, parts: processor.parts)
            try await stage.pause(.seconds(1))
            try stage.store.accept("r1", of: ann)
            try await stage.pause(.milliseconds(990))
            #expect(processor.calls.isEmpty)
            #expect(!stage.store.calls.contains("take-lease"))
            try await stage.pause(.milliseconds(200))
            #expect(processor.calls.first == "begin r1/1")
        }
    }

    @Test func `Is taken as soon as its client is connected here`() throws {
        try Stage.play { stage in
            let processor = StagedProcessor(stage: stage)
            let server = stage.start({ $0.lease = .seconds(3) }, parts: processor.parts)
            try await stage.pause(.seconds(1))
            try stage.store.accept("r1", of: ann)
            try await stage.pause(.milliseconds(200))
            #expect(processor.calls.isEmpty)
            server.connect(ann)
            try await stage.pause(.milliseconds(70))
            #expect(processor.calls.first == "begin r1/1")
        }
    }

    @Test func `Is cancelled if that is swept while it is held back`() throws {
        try Stage.play { stage in
            _ = stage.start { $0.lease = .seconds(3) }
            try await stage.pause(.seconds(1))
            try stage.store.accept("r1", of: ann)
            try await stage.pause(.milliseconds(200))
            stage.store.base.cancel(request: "r1", of: try SessionKey(ann))
            try await stage.pause(.seconds(2))
            #expect(try stage.store.outcomes(of: ann) == [.cancelled])
            #expect(stage.agents.asked.isEmpty)
        }
    }

    @Test(
        "Is answered by the server of its client, live, though others sweep as often as they can",
        arguments: 1...20 as ClosedRange<UInt64>
    )
    func staysWithItsClient(seed: UInt64) throws {
        try Stage.play(seed: seed) { stage in
            // Slow between the commit of an event and its lease: every sweep is quicker.
            stage.store.latencies["take-lease"] = .milliseconds(20)
            let near = stage.start { $0.instanceName = "near" }
            _ = stage.start {
                $0.instanceName = "far"
                $0.eventQueueInterval = .milliseconds(2)
            }
            let tab = near.connect(ann)
            try await stage.pause(.seconds(5))
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(2))
            #expect(tab.frames == ["r1+Re: ", "r1+Hello", "r1=Re: Hello"])
            // Nor does the other ask for the lease when it has waited: the event is processed.
            #expect(stage.store.base.inspect().leases.map(\.owner) == ["near"])
            #expect(stage.store.base.inspect().leases.map(\.generation) == [2])
        }
    }

    @Test func `Is forgotten by a server that waits for its lease, once it is processed`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.says(["at", " ", "last"], every: .seconds(2))]
            let near = stage.start { $0.instanceName = "near" }
            let far = stage.start { $0.instanceName = "far" }
            let tab = near.connect(ann)
            try await stage.pause(.seconds(1))
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(4))
            // Held back for long enough, and the lease is another server's.
            #expect(await far.queue.depth == 1)
            try await stage.pause(.seconds(4))
            #expect(tab.frames.last == "r1=at last")
            #expect(await far.queue.depth == 0)
            try await stage.pause(.seconds(5))
            let lease = try #require(stage.store.base.inspect().leases.first)
            #expect(lease.owner.isEmpty, "The idle session's lease is released.")
            #expect(lease.generation == 1, "Nobody has taken it in vain.")
        }
    }
}
