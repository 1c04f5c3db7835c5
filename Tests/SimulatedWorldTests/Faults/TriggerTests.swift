import Histories
import Scenarios
import Testing

@Suite("A trigger") struct TriggerTests {
    private func faults(_ run: Observed) -> [Fact] { run.all(.faultInjected) }

    @Test func `At an instant fires once, then`() throws {
        let run = try Observed(
            Scenario.plain(messages: 5).with(.drop(), .at(.constant(.milliseconds(2_345))))
        )
        #expect(faults(run).map(\.milliseconds) == [2_345])
        #expect(run.firings == [1])
    }

    @Test func `At an instant of a range fires within it, elsewhere at another seed`() throws {
        let scenario = Scenario.plain(messages: 5)
            .with(.drop(), .at(.uniform(.seconds(2) ... .seconds(4))))
        let instants = try (1...5).map { seed in
            try #require(faults(try Observed(scenario, seed: seed)).first).milliseconds
        }
        #expect(instants.allSatisfy { (2_000...4_000).contains($0) })
        #expect(Set(instants).count == 5)
    }

    @Test func `Every so often fires first after one interval, and only in the safety phase`()
        throws
    {
        let run = try Observed(
            Scenario.plain(messages: 5).with(.drop(), .every(.constant(.seconds(2))))
        )
        let expected: [Int64] = [2_000, 4_000, 6_000, 8_000, 10_000]
        #expect(Array(faults(run).map(\.milliseconds).prefix(5)) == expected)
        let liveness = try run.liveness
        #expect(faults(run).allSatisfy { $0.time <= liveness.time })
    }

    @Test func `After the nth fact fires right then, once`() throws {
        let run = try Observed(
            Scenario.plain(sessions: 2, messages: 3).with(.drop(.all), .nth(.tokenReceived, 7))
        )
        let cause = run.all(.tokenReceived)[6]
        let fault = try #require(faults(run).first)
        #expect(run.firings == [1])
        #expect(fault.step == cause.step)
        #expect(fault.time == cause.time)
    }

    @Test(arguments: [1, 2, 9])
    func `Before a step after the nth fact fires as if that step had been named`(step: Int) throws {
        var condition = FactCondition(fact: .tokenReceived)
        condition.nth = 7...7
        condition.step = step
        let scenario = Scenario.plain(messages: 3)
        let run = try Observed(scenario.with(.crash(), .after(condition)))
        let named = run.all(.tokenReceived)[6].step + UInt64(step - 1)
        #expect(run.firings == [1])
        #expect(faults(run).map(\.step) == [named])
        let same = try Observed(scenario.with(.crash(), .step(Int(named))))
        #expect(faults(same).map(\.step) == [named])
        #expect(try run.first(.serverCrashed).time == same.first(.serverCrashed).time)
    }

    @Test func `Does not fire when the run ends before its step`() throws {
        var condition = FactCondition(fact: .terminalReceived)
        condition.step = 1_000_000
        let run = try Observed(Scenario.plain(messages: 1).with(.drop(), .after(condition)))
        #expect(run.firings == [0])
    }

    @Test func `After the nth fact of a session does not count those of others`() throws {
        let run = try Observed(
            Scenario.plain(sessions: 3, messages: 3)
                .with(.drop(.triggering), .nth(.tokenReceived, 4, session: 2))
        )
        let cause = run.all(.tokenReceived).of(session: 2)[3]
        #expect(faults(run).map(\.session.index) == [2])
        #expect(faults(run).map(\.step) == [cause.step])
        let end = try #require(faults(run).first)
        let ends = run.all(.clientDisconnected).filter { $0.time <= end.time + 100_000_000 }
        #expect(ends.map(\.session.index) == [2])
    }

    @Test func `On each fact fires every time where the probability is whole`() throws {
        let run = try Observed(
            Scenario.plain(sessions: 2, messages: 2)
                .with(
                    .languageModelError(
                        LanguageModelErrorFault(sessions: .triggering, style: .before)
                    ),
                    .onEach(.clientConnected, probability: .whole)
                )
        )
        let connected = run.all(.clientConnected)
        #expect(faults(run).map(\.step) == connected.map(\.step))
        #expect(faults(run).map(\.session) == connected.map(\.session))
    }

    @Test func `On each fact fires now and then where the probability is less, never at none`()
        throws
    {
        let scenario = { (share: Share) in
            Scenario.plain(sessions: 4, messages: 5)
                .with(
                    .cancel(CancelFault(sessions: .triggering)),
                    .onEach(.tokenReceived, probability: share)
                )
        }
        let some = try Observed(scenario(Share(percent: 10)))
        let tokens = some.all(.tokenReceived).count
        #expect((1..<tokens / 2).contains(some.firings[0]))
        #expect(try Observed(scenario(.zero)).firings == [0])
    }

    @Test func `Before a step fires when that many steps were made`() throws {
        let calm = try Observed(.plain(messages: 3))
        let step = try #require(calm.all(.tokenReceived).dropFirst(6).first).step
        let run = try Observed(Scenario.plain(messages: 3).with(.crash(), .step(Int(step))))
        #expect(run.firings == [1])
        let crash = try run.first(.serverCrashed)
        #expect(crash.step + 1 >= step && crash.step <= step)
        // Up to there it is the same run.
        let before = calm.facts.filter { $0.step < step }
        #expect(before.count > 20)
        #expect(before == Array(run.facts.prefix(before.count)))
    }

    @Test func `Fires nothing in the liveness phase`() throws {
        let run = try Observed(
            Scenario.plain { $0.clients[0].reconnect = .never }
                .with(.drop(), .nth(.tokenReceived, 2))
                .with(.drop(), .onEach(.terminalReceived, probability: .whole))
        )
        #expect(run.firings == [1, 0])
        #expect(run.all(.terminalReceived).count == 1)
    }
}
