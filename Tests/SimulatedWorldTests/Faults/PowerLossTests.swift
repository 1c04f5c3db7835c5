import Histories
import Scenarios
import Simulator
import Testing

@Suite("power-loss") struct PowerLossTests {
    private func loss(down: Duration = .seconds(1)) -> Fault {
        var fault = PowerLossFault()
        fault.down = down
        return .powerLoss(fault)
    }

    private func scenario(messages: Int = 2, instances: Int = 1) -> Scenario {
        .plain(sessions: 3, messages: messages) {
            $0.store.kind = .sqlite
            $0.system.instances = instances
        }
    }

    @Test func `Ends all servers at once, which start again, and loses nothing`() throws {
        let run = try Observed(
            scenario(instances: 2).with(loss(down: .seconds(2)), .at(.constant(.seconds(1))))
        )
        let crashes = run.all(.serverCrashed)
        #expect(crashes.map(\.instance) == [1, 2])
        #expect(Set(crashes.map(\.step)).count == 1)
        let starts = run.all(.serverStarted).filter { $0.incarnation == 2 }
        #expect(starts.map(\.milliseconds) == [3_000, 3_000])
        #expect(run.all(.faultInjected).map(\.fault) == ["power-loss"])
        #expect(run.all(.terminalReceived).count >= 6)
        #expect(run.all(.storeInspected).contains { $0.time == starts[0].time })
    }

    /// The first writes of a run make the tables.
    @Test(arguments: [1, 2, 5, 17])
    func `Strikes a server that opens its store, which starts when the power is back`(
        write: Int
    ) throws {
        let run = try Observed(scenario().with(loss(down: .seconds(2)), .write(write)))
        #expect(run.all(.serverStarted).map(\.milliseconds) == [2_000])
        #expect(run.all(.serverCrashed).isEmpty)
        #expect(run.all(.faultInjected).map(\.note) == ["no server is running"])
    }

    @Test func `Strikes in place of a write, once`() throws {
        let run = try Observed(scenario(instances: 2).with(loss(), .write(300)))
        #expect(run.firings == [1])
        #expect(run.all(.serverCrashed).map(\.instance) == [1, 2])
        #expect(run.outcome.statistics.diskWrites > 300)
    }

    @Test func `Keeps a machine down that was about to start`() throws {
        let run = try Observed(
            scenario()
                .with(.crash(down: .seconds(2)), .at(.constant(.seconds(1))))
                .with(loss(down: .seconds(3)), .at(.constant(.milliseconds(2_500))))
        )
        #expect(run.all(.serverStarted).map(\.milliseconds) == [0, 5_500])
        #expect(run.all(.serverCrashed).count == 1)
        #expect(run.all(.faultInjected).map(\.note) == [nil, "no server is running"])
    }

    @Test func `Does not make a machine start earlier`() throws {
        let run = try Observed(
            scenario()
                .with(.crash(down: .seconds(4)), .at(.constant(.seconds(1))))
                .with(loss(down: .seconds(1)), .at(.constant(.milliseconds(2_500))))
        )
        #expect(run.all(.serverStarted).map(\.milliseconds) == [0, 5_000])
    }

    /// In the middle of a transaction, of which a subset of the writes is kept.
    @Test func `Tears writes of a transaction, and leaves all of it or nothing`() throws {
        var (torn, inside, survived) = (0, 0, 0)
        for seed in 1...100 {
            var scenario = scenario().with(loss(), .nth(.storeCalled, 5 + seed % 40))
            // Idle sweeps would be most of the calls.
            scenario.system.eventQueueInterval = .seconds(5)
            scenario.expectation.sometimes = [
                .situation(.tornWrite), .situation(.crashInsideTransaction),
            ]
            let run = try Observed(scenario, seed: UInt64(seed))
            torn += run.outcome.sometimes[0]
            inside += run.outcome.sometimes[1]
            let crash = try run.first(.serverCrashed)
            let commits = run.amidDeath([
                .eventAppended, .checkpointCommitted, .effectClaimed, .effectCompleted, .leaseTaken,
            ])
            survived += commits.isEmpty ? 0 : 1
            // Torn or not, a transaction is there or it died inside.
            #expect(crash.status == nil || commits.isEmpty)
            for tear in run.all(.diskTorn) { #expect(tear.note?.hasPrefix("store") == true) }
        }
        #expect(torn > 5)
        #expect(inside > 5)
        #expect(survived > 3)
    }
}
