import EventsAndEffects
import SimulationKernel
import Testing

@Suite("Running work") struct RunningWorkTests {
    @Test func `Where nothing works there is nothing to wait for`() throws {
        try Stage.play { stage in
            await RunningWork().drain(within: .seconds(1), clock: stage.clock) {
                Issue.record("Nothing works.")
            }
            #expect(stage.milliseconds == 0)
        }
    }

    @Test func `Draining waits for the last, and interrupts nobody who is in time`() throws {
        try Stage.play { stage in
            let work = RunningWork()
            for second in 1...3 {
                work.begin()
                stage.simulation.schedule(after: .seconds(second)) { work.end() }
            }
            await work.drain(within: .seconds(5), clock: stage.clock) {
                Issue.record("All are in time.")
            }
            #expect(stage.milliseconds == 3_000)
        }
    }

    @Test func `Who takes longer than the limit is interrupted once, and waited for`() throws {
        try Stage.play { stage in
            let work = RunningWork()
            let interruptions = Recorded<Int64>()
            work.begin()
            await work.drain(within: .seconds(5), clock: stage.clock) {
                interruptions.append(stage.milliseconds)
                stage.simulation.schedule(after: .seconds(1)) { work.end() }
            }
            #expect(interruptions.items == [5_000])
            #expect(stage.milliseconds == 6_000)
        }
    }

    @Test func `Work that ended before the stop does not end the drain of other work`() throws {
        try Stage.play { stage in
            let work = RunningWork()
            work.begin()
            work.begin()
            work.end()
            stage.simulation.schedule(after: .seconds(2)) { work.end() }
            await work.drain(within: .seconds(5), clock: stage.clock) {}
            #expect(stage.milliseconds == 2_000)
        }
    }
}
