import Histories
import Scenarios
import Testing

@Suite("A clock jump") struct ClockJumpTests {
    private func jump(_ distance: Duration, instance: Int? = nil) -> Fault {
        var fault = ClockJumpFault(distance: distance)
        fault.instance = instance
        return .clockJump(fault)
    }

    /// Clients leave in the middle of their first answer and are back five seconds later.
    ///
    /// What is undelivered lives for a time by the wall clock. Session 1 is served by instance 2.
    private func absence(timeToLive: Duration) -> Scenario {
        var away = DisconnectFault()
        away.stayAway = .after(.constant(.seconds(5)))
        return Scenario.plain(sessions: 2) {
            $0.system.instances = 2
            $0.system.effectTimeToLive = timeToLive
        }.with(.disconnect(away), .at(.constant(.milliseconds(600))))
    }

    private func expired(_ run: Observed) -> [Int] {
        run.all(.effectFailed).map(\.session.index).sorted()
    }

    @Test(arguments: [3_600, -3_600])
    func `Changes nothing that goes by the time that passes`(seconds: Int64) throws {
        let scenario = Scenario.plain(messages: 3)
        let calm = try Observed(scenario)
        let run = try Observed(
            scenario.with(jump(.seconds(seconds)), .at(.constant(.milliseconds(1_503))))
        )
        let jumps = run.all(.faultInjected, .faultHealed)
        #expect(jumps.map(\.kind) == [.faultInjected, .faultHealed])
        #expect(jumps.allSatisfy { $0.details?.fault == "clock-jump" && $0.milliseconds == 1_503 })
        func story(_ run: Observed) -> [String] {
            run.facts.filter { $0.kind != .faultInjected && $0.kind != .faultHealed }
                .map { "\($0.time) \($0.kind.rawValue)" }
        }
        #expect(story(run) == story(calm))
    }

    @Test func `Forward ends what lives by the wall clock, on the servers that it strikes`() throws
    {
        let scenario = absence(timeToLive: .seconds(60))
        func run(_ fault: Fault) throws -> Observed {
            try Observed(scenario.with(fault, .at(.constant(.seconds(3)))))
        }
        #expect(try expired(Observed(scenario)) == [])
        let all = try run(jump(.seconds(3_600)))
        #expect(expired(all) == [1, 2])
        #expect(all.all(.terminalReceived).isEmpty)
        let strikes = all.all(.faultInjected).filter { $0.details?.fault == "clock-jump" }
        #expect(strikes.map(\.instance) == [1, 2])
        #expect(try expired(run(jump(.seconds(3_600), instance: 1))) == [2])
        #expect(try expired(run(jump(.seconds(3_600), instance: 2))) == [1])
        #expect(try expired(run(jump(.seconds(50)))) == [])
    }

    @Test func `Back prolongs it`() throws {
        let scenario = absence(timeToLive: .seconds(2))
        #expect(try expired(Observed(scenario)) == [1, 2])
        let back = try Observed(scenario.with(jump(.seconds(-60)), .at(.constant(.seconds(3)))))
        #expect(expired(back) == [])
        #expect(Set(back.all(.terminalReceived).map(\.session.index)) == [1, 2])
    }

    @Test func `Outlives a crash, as the machine does`() throws {
        let run = try Observed(
            absence(timeToLive: .seconds(60))
                .with(jump(.seconds(3_600), instance: 1), .at(.constant(.seconds(3))))
                .with(.crash(), .at(.constant(.seconds(4))))
        )
        #expect(run.all(.serverStarted).map(\.incarnation) == [1, 1, 2])
        #expect(expired(run) == [2])
    }
}
