import Histories
import Scenarios
import Simulator
import Testing

@Suite("schema-downgrade") struct SchemaDowngradeTests {
    private func scenario(instances: Int = 1) -> Scenario {
        Scenario.plain(sessions: 2, messages: 4) {
            $0.store.kind = .sqlite
            $0.system.instances = instances
            $0.expectation.sometimes = [.situation(.migrated)]
        }
        .with(.schemaDowngrade(SchemaDowngradeFault()), .at(.constant(.seconds(1))))
    }

    @Test func `The next server finds an older store, migrates it and goes on`() throws {
        let run = try Observed(scenario().with(.crash(), .at(.constant(.seconds(2)))))
        let migrated = run.all(.storeMigrated)
        #expect(migrated.map(\.milliseconds) == [3_000])
        #expect(migrated.map(\.incarnation) == [2])
        #expect(migrated.allSatisfy { $0.note?.hasPrefix("from version 1 to ") == true })
        #expect(run.all(.terminalReceived).count >= 8)
        #expect(run.outcome.sometimes == [1])
    }

    @Test func `Where no server has made tables yet, the first finds an empty store of before`()
        throws
    {
        var loss = PowerLossFault()
        loss.down = .seconds(2)
        let run = try Observed(scenario().with(.powerLoss(loss), .write(2)))
        #expect(run.all(.storeMigrated).map(\.milliseconds) == [2_000])
        #expect(run.all(.terminalReceived).count >= 8)
    }

    @Test func `Happens once`() throws {
        let run = try Observed(
            scenario().with(.crash(), .at(.constant(.seconds(2))))
                .with(.crash(), .at(.constant(.seconds(5))))
        )
        #expect(run.all(.storeMigrated).count == 1)
    }

    @Test func `Waits until no server runs that would lose its tables`() throws {
        var second = RestartFault()
        second.instance = 2
        let run = try Observed(
            scenario(instances: 2)
                .with(.restart(second), .at(.constant(.seconds(2))))
                .with(.powerLoss(PowerLossFault()), .at(.constant(.seconds(6))))
        )
        #expect(run.all(.storeMigrated).map(\.milliseconds) == [7_000])
    }
}
