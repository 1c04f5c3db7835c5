import EventsAndEffects
import SimulationKernel
import Testing

@Suite("A one-shot value") struct OneShotTests {
    @Test func `The first value wins`() throws {
        let value = OneShot<Int>()
        #expect(value.value == nil)
        #expect(value.fulfill(1))
        #expect(!value.fulfill(2))
        #expect(value.value == 1)
    }

    @Test func `A value that is there is not waited for`() throws {
        try Stage.play { stage in
            let value = OneShot<Int>()
            value.fulfill(7)
            #expect(await value.wait() == 7)
            #expect(await value.wait(upTo: .seconds(1), otherwise: 0, clock: stage.clock) == 7)
            #expect(stage.milliseconds == 0)
        }
    }

    @Test func `All waiters get the value, in the order in which they came`() throws {
        // First in, first out shows the order in which they are woken.
        let simulation = Simulation(seed: 1, policy: .fifo)
        let process = simulation.boot(named: "test")
        let value = OneShot<Int>()
        let woken = Recorded<String>()
        for name in ["a", "b", "c"] {
            process.start(name) {
                let got = await value.wait()
                woken.append("\(name)\(got ?? 0)")
            }
        }
        simulation.schedule(after: .seconds(1)) { value.fulfill(5) }
        _ = simulation.run(until: .zero + .seconds(2))
        try simulation.finish()
        #expect(woken.items == ["a5", "b5", "c5"])
    }

    @Test func `A cancelled waiter gets nothing, and the others are not disturbed`() throws {
        try Stage.play { stage in
            let value = OneShot<Int>()
            let other = Recorded<Int?>()
            stage.process.start("other") { other.append(await value.wait()) }
            let cancelled = await withTaskGroup(of: Int?.self) { group in
                group.addTask { await value.wait() }
                try? await stage.pause(.milliseconds(1))
                group.cancelAll()
                return await group.next()
            }
            #expect(cancelled == .some(nil))
            #expect(other.items.isEmpty)
            value.fulfill(3)
            try await stage.pause(.milliseconds(1))
            #expect(other.items == [3])
        }
    }

    @Test func `Who is cancelled before it waits does not wait`() throws {
        try Stage.play { _ in
            let value = OneShot<Int>()
            let got = await withTaskGroup(of: Int?.self) { group in
                group.cancelAll()
                group.addTask { await value.wait() }
                return await group.next()
            }
            #expect(got == .some(nil))
        }
    }

    @Test func `A limited wait sets its own value when the time is over`() throws {
        try Stage.play { stage in
            let value = OneShot<String>()
            let got = await value.wait(upTo: .seconds(2), otherwise: "late", clock: stage.clock)
            #expect(got == "late")
            #expect(stage.milliseconds == 2_000)
            #expect(!value.fulfill("too late"))
        }
    }

    @Test func `A limited wait ends as soon as the value comes`() throws {
        try Stage.play { stage in
            let value = OneShot<String>()
            stage.simulation.schedule(after: .milliseconds(700)) { value.fulfill("in time") }
            let got = await value.wait(upTo: .seconds(2), otherwise: "late", clock: stage.clock)
            #expect(got == "in time")
            #expect(stage.milliseconds == 700)
        }
    }
}
