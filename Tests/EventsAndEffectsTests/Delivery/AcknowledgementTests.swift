import EventsAndEffects
import SimulationKernel
import Testing

@Suite("An acknowledgement") struct AcknowledgementTests {
    private let ann = "ann:helper:one"

    @Test func `That comes too late completes at the next claim, without sending again`() throws {
        try Stage.play { stage in
            let server = stage.start {
                $0.acknowledgementTimeout = .seconds(2)
                $0.effectPollInterval = .seconds(60)
            }
            let tab = server.connect(ann)
            tab.acknowledges = false
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(3))
            #expect(stage.store.effects(of: ann) == ["pending/1"])
            tab.acknowledge("r1")
            try await stage.pause(.milliseconds(100))
            #expect(stage.store.effects(of: ann) == ["completed/2"])
            #expect(tab.frames == ["r1+Re: ", "r1+Hello", "r1=Re: Hello"])
        }
    }

    @Test(
        "In the very instant of the timeout is not lost, whoever is first",
        arguments: 1...40 as ClosedRange<UInt64>
    )
    func race(seed: UInt64) throws {
        try Stage.play(seed: seed) { stage in
            let server = stage.start { $0.acknowledgementTimeout = .seconds(2) }
            let tab = server.connect(ann)
            tab.acknowledges = false
            tab.ask("r1", "Hello")
            while !tab.frames.contains("r1=Re: Hello") { try await stage.pause(.milliseconds(1)) }
            // The frame was handed over in this very millisecond.
            stage.simulation.schedule(after: .seconds(2)) { tab.acknowledge("r1") }
            try await stage.pause(.seconds(10))
            #expect(tab.frames.filter { $0.contains("=") }.count == 1)
            #expect(stage.store.effects(of: ann).first?.hasPrefix("completed") == true)
        }
    }

    @Test func `Of an id that only looks alike is ignored, and so is a cancel of it`() throws {
        let (one, other) = ("caf\u{E9}", "cafe\u{301}")
        try Stage.play { stage in
            stage.agents.scripts = [.says(["a", "b"], every: .seconds(1))]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.acknowledges = false
            tab.ask(one, "Hello")
            tab.ask(other, "More")
            try await stage.pause(.milliseconds(500))
            tab.cancel(other)
            try await stage.pause(.seconds(3))
            #expect(stage.store.effects(of: ann).first == "executing/1")
            #expect(tab.frames.last.map { $0.utf8.elementsEqual("\(one)=ab".utf8) } == true)
            tab.acknowledge(other)
            try await stage.pause(.milliseconds(100))
            #expect(stage.store.effects(of: ann).first == "executing/1")
            tab.acknowledge(one)
            try await stage.pause(.milliseconds(100))
            #expect(stage.store.effects(of: ann).first == "completed/1")
        }
    }

    @Test func `Of an unknown request or another session's is ignored`() throws {
        try Stage.play { stage in
            let server = stage.start()
            let tab = server.connect(ann)
            let other = server.connect("bob:helper:one")
            tab.acknowledges = false
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            tab.acknowledge("r9")
            other.acknowledge("r1")
            try await stage.pause(.seconds(1))
            #expect(stage.store.effects(of: ann) == ["executing/1"])
            #expect(tab.closeCode == nil)
            #expect(other.closeCode == nil)
        }
    }

    @Test func `Is not needed where acknowledgements are off: a frame handed over is delivered`()
        throws
    {
        try Stage.play { stage in
            let server = stage.start { $0.acknowledgements = false }
            let tab = server.connect(ann)
            tab.acknowledges = false
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(500))
            #expect(tab.frames.last == "r1=Re: Hello")
            #expect(stage.store.effects(of: ann) == ["completed/1"])
        }
    }

    @Test func `Is needed from a frame that waits for room, even where they are off`() throws {
        try Stage.play { stage in
            let server = stage.start { $0.acknowledgements = false }
            let tab = server.connect(ann)
            tab.makeRoom(0)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            #expect(stage.store.effects(of: ann) == ["executing/1"])
            tab.makeRoom(10)
            try await stage.pause(.milliseconds(100))
            #expect(tab.frames == ["r1+Re: ", "r1+Hello", "r1=Re: Hello"])
            #expect(stage.store.effects(of: ann) == ["completed/1"])
        }
    }

    /// One of these instants is the one in which the time for the frame is over.
    @Test(arguments: 0...50 as ClosedRange<Int64>)
    func `Is not needed from a frame that is handed over in the last instant, where they are off`(
        milliseconds: Int64
    ) throws {
        for seed in 1...6 as ClosedRange<UInt64> {
            try Stage.play(seed: seed) { stage in
                let server = stage.start {
                    $0.acknowledgements = false
                    $0.acknowledgementTimeout = .milliseconds(100)
                    $0.effectPollInterval = .seconds(1)
                }
                let tab = server.connect(ann)
                tab.acknowledges = false
                tab.makeRoom(2)
                tab.ask("r1", "Hello")
                try await stage.pause(.milliseconds(100 + milliseconds))
                tab.makeRoom(10)
                try await stage.pause(.seconds(5))
                #expect(tab.frames == ["r1+Re: ", "r1+Hello", "r1=Re: Hello"])
            }
        }
    }

    @Test func `Holds even if the lease was taken anew before it could be written down`() throws {
        try Stage.play { stage in
            stage.store.latencies["renew"] = .seconds(60)
            let server = stage.start()
            let tab = server.connect(ann)
            tab.acknowledges = false
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(2_500))
            // The completion is on its way until the lease has run out and is taken again.
            stage.store.latencies["complete"] = .seconds(2)
            tab.acknowledge("r1")
            try await stage.pause(.seconds(1))
            stage.store.latencies["complete"] = nil
            tab.acknowledges = true
            tab.ask("r2", "More")
            try await stage.pause(.seconds(5))
            #expect(tab.frames.filter { $0.contains("=") } == ["r1=Re: Hello", "r2=Re: More"])
            #expect(stage.store.effects(of: ann) == ["completed/2", "completed/1"])
        }
    }
}
