import Histories
import Scenarios
import Simulator
import Testing

@Suite("store-error") struct StoreErrorTests {
    private func fault(
        _ error: StoreErrorFault.Failure = .io,
        on work: StoreErrorFault.Work = .any,
        _ moment: StoreErrorFault.Moment = .before,
        _ extent: Extent = .count(1)
    ) -> Fault {
        var fault = StoreErrorFault(error: error)
        fault.work = work
        fault.moment = moment
        fault.extent = extent
        return .storeError(fault)
    }

    private func scenario(_ kind: StoreSettings.Kind, messages: Int = 2) -> Scenario {
        .plain(sessions: 2, messages: messages) { $0.store.kind = kind }
    }

    private let start = Trigger.at(.constant(.milliseconds(500)))

    @Test(
        "Before: the call is refused and has done nothing, and the message is accepted all the same",
        arguments: StoreSettings.Kind.allCases,
        StoreErrorFault.Failure.allCases
    )
    func before(kind: StoreSettings.Kind, error: StoreErrorFault.Failure) throws {
        let run = try Observed(scenario(kind).with(fault(error, on: .eventAppended), start))
        let refused = run.all(.storeRefused)
        #expect(refused.map(\.operation) == ["append"])
        #expect(refused.map(\.status) == [nil])
        let code = ["busy": "5)", "full": "13)", "io": " "][error.rawValue] ?? ""
        #expect(
            refused.allSatisfy { $0.note?.contains("SQLite code \(code)") == true || error == .io }
        )
        let call = try #require(run.all(.storeCalled).first { $0.call == refused[0].call })
        let meanwhile = run.all(.eventAppended).filter {
            $0.session == call.session && $0.time >= call.time && $0.time <= refused[0].time
        }
        #expect(meanwhile.isEmpty)
        #expect(run.all(.eventAppended).count == 4)
        #expect(run.all(.eventDuplicate).isEmpty)
        #expect(run.all(.faultInjected).map(\.note) == ["\(error.rawValue), before"])
        #expect(run.all(.faultHealed).map(\.fault) == ["store-error"])
    }

    @Test(
        "After: the call is refused and has done everything",
        arguments: StoreSettings.Kind.allCases
    )
    func after(kind: StoreSettings.Kind) throws {
        var scenario = scenario(kind).with(fault(on: .eventAppended, .after), start)
        scenario.expectation.sometimes = [
            .situation(.committedButRefused), .situation(.duplicateRequestIgnored),
        ]
        let run = try Observed(scenario)
        #expect(run.all(.storeRefused).map(\.operation) == ["append"])
        #expect(run.all(.storeRefused).map(\.status) == ["committed"])
        #expect(run.all(.eventAppended).count == 4)
        #expect(run.all(.eventDuplicate).count == 1)
        #expect(run.outcome.sometimes == [1, 1])
    }

    @Test(
        "After a commit: the outcome is recognised, and the agent not asked again",
        arguments: StoreSettings.Kind.allCases
    )
    func afterCommit(kind: StoreSettings.Kind) throws {
        var scenario = scenario(kind).with(fault(on: .checkpointCommitted, .after), start)
        scenario.expectation.sometimes = [.situation(.duplicateEffectIgnored)]
        let run = try Observed(scenario)
        #expect(run.all(.storeRefused).map(\.status) == ["committed"])
        #expect(run.all(.effectDuplicate).count == 1)
        #expect(run.all(.agentInvoked).count == 4)
        #expect(run.outcome.sometimes == [1])
    }

    @Test(
        "Strikes the calls of its kind, and no others",
        arguments: StoreErrorFault.Work.allCases.filter {
            $0 != .any && $0 != .effectFailed && $0 != .effectReleased
        }
    )
    func work(work: StoreErrorFault.Work) throws {
        let run = try Observed(
            // Before anybody says anything.
            scenario(.sqlite).with(
                fault(on: work, .before, .count(2)),
                .at(.constant(.milliseconds(50)))
            )
        )
        let operation: [StoreErrorFault.Work: String] = [
            .eventAppended: "append", .checkpointCommitted: "commit", .effectCreated: "commit",
            .effectClaimed: "claim", .effectCompleted: "complete", .leaseTaken: "take-lease",
            .checkpointLoaded: "conversation",
        ]
        let expected = try #require(operation[work])
        #expect(run.all(.storeRefused).map(\.operation) == [expected, expected])
        #expect(run.all(.terminalReceived).count >= 4)
    }

    @Test func `Lasts as long as it says, for every call`() throws {
        let time = Extent.time(.seconds(2))
        let run = try Observed(
            scenario(.sqlite).with(
                fault(.full, .before, time),
                .at(.constant(.milliseconds(1_050)))
            )
        )
        let healed = try run.first(.faultHealed)
        #expect(healed.milliseconds == 3_050)
        // The store of this scenario answers at once.
        let during = run.all(.storeReturned, .storeRefused)
            .filter { (1_050..<3_050).contains($0.milliseconds) }
        #expect(during.count > 10)
        #expect(during.allSatisfy { $0.kind == .storeRefused })
        let outside = run.all(.storeRefused).filter { !(1_050...3_050).contains($0.milliseconds) }
        #expect(outside.isEmpty)
    }

    @Test func `Busy takes as long as a server waits for another one's transaction`() throws {
        let run = try Observed(scenario(.sqlite).with(fault(.busy, on: .eventAppended), start))
        let refused = try run.first(.storeRefused)
        let called = try #require(run.all(.storeCalled).first { $0.call == refused.call })
        #expect((450...500).contains(refused.milliseconds - called.milliseconds))
    }

    @Test func `Is over in the liveness phase`() throws {
        let run = try Observed(
            scenario(.sqlite, messages: 12).with(
                fault(.io, .before, .time(.seconds(600))),
                .at(.constant(.seconds(8)))
            )
        )
        let liveness = try run.liveness
        #expect(run.all(.faultHealed).map(\.time) == [liveness.time])
        #expect(run.all(.storeRefused).allSatisfy { $0.time <= liveness.time })
        #expect(run.all(.storeRefused).count > 10)
    }

    @Test func `Moves nobody else's draws`() throws {
        func latencies(_ scenario: Scenario) throws -> [Int64] {
            let run = try Observed(scenario)
            return run.all(.clientConnected).map(\.time)
                + run.all(.agentToken).filter { $0.milliseconds < 400 }.map(\.time)
        }
        let plain = scenario(.sqlite)
        #expect(try latencies(plain) == latencies(plain.with(fault(on: .effectFailed), start)))
    }
}
