import EventsAndEffects
import SimulationKernel
import Testing

@Suite("A delivery during a store outage") struct DeliveryOutageTests {
    private let ann = "ann:helper:one"

    @Test(
        "Repeats the completing write and does not send again",
        arguments: [StagedStore.Failure.before, .after]
    )
    func complete(failure: StagedStore.Failure) throws {
        try Stage.play { stage in
            stage.store.failures["complete"] = [failure, failure, failure]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(10))
            #expect(tab.frames.filter { $0.contains("=") } == ["r1=Re: Hello"])
            #expect(stage.store.effects(of: ann) == ["completed/1"])
        }
    }

    @Test func `Survives polls that fail`() throws {
        try Stage.play { stage in
            stage.store.failures["poll"] = [.before, .before]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(5))
            tab.hangUp()
            try await stage.pause(.seconds(2))
            // A connection whose own poll fails, too: the periodic one finds the effect.
            stage.store.failures["claim"] = [.before]
            stage.store.failures["poll"] = [.before, .before]
            let later = server.connect(ann)
            try await stage.pause(.seconds(3))
            #expect(later.frames == ["r1=Re: Hello"])
        }
    }

    @Test func `What was given back is tried again while a poll for all hangs`() throws {
        try Stage.play { stage in
            let server = stage.start { $0.acknowledgementTimeout = .seconds(1) }
            let tab = server.connect(ann)
            tab.acknowledges = false
            try await stage.pause(.milliseconds(400))
            // From the next one on, which finds nothing to ask for, and hangs.
            stage.store.latencies["poll"] = .seconds(60)
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(1_100))
            #expect(stage.store.effects(of: ann) == ["pending/1"])
            tab.acknowledges = true
            try await stage.pause(.milliseconds(700))
            #expect(stage.store.effects(of: ann) == ["completed/2"])
        }
    }

    @Test func `A claim of which nothing is known is released, and claimed again`() throws {
        try Stage.play { stage in
            let server = stage.start()
            let tab = server.connect(ann)
            try await stage.pause(.milliseconds(100))
            stage.store.failures["claim"] = [.after]
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(3))
            #expect(tab.frames.filter { $0.contains("=") } == ["r1=Re: Hello"])
            #expect(stage.store.effects(of: ann) == ["completed/2"])
        }
    }

    @Test func `A release that fails is repeated, so that nothing stays executing`() throws {
        try Stage.play { stage in
            stage.store.failures["release"] = [.before, .before]
            let server = stage.start { $0.acknowledgementTimeout = .seconds(1) }
            let tab = server.connect(ann)
            tab.acknowledges = false
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(500))
            tab.hangUp()
            try await stage.pause(.milliseconds(1_500))
            #expect(stage.store.effects(of: ann) == ["executing/1"])
            try await stage.pause(.seconds(1))
            #expect(stage.store.effects(of: ann) == ["pending/1"])
        }
    }

    @Test func `Of an expired effect fails it in the end`() throws {
        try Stage.play { stage in
            stage.store.failures["fail"] = [.after]
            let server = stage.start { $0.effectTTL = .seconds(60) }
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.milliseconds(5))
            tab.hangUp()
            try await stage.pause(.seconds(61))
            server.connect(ann)
            try await stage.pause(.seconds(3))
            #expect(stage.store.effects(of: ann) == ["failed/1"])
        }
    }
}
