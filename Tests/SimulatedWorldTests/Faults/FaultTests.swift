import Histories
import Scenarios
import Testing

@Suite("A fault") struct FaultTests {
    @Test func `Disconnect ends all connections of the chosen sessions, and no others`() throws {
        let run = try Observed(
            Scenario.plain(sessions: 3, messages: 2) { $0.clients[0].connections = 2 }
                .with(.drop(.list([2])), .at(.constant(.seconds(1))))
        )
        let faults = run.all(.faultInjected)
        #expect(faults.map(\.session.index) == [2, 2])
        #expect(
            faults.allSatisfy { $0.details?.fault == "disconnect" && $0.details?.note == "abrupt" }
        )
        let stop = try #require(run.all(.phaseChanged).first { $0.details?.phase == .stopped })
        let ends = run.all(.clientDisconnected).filter { $0.time < stop.time }
        #expect(ends.map(\.session.index) == [2, 2])
        #expect(Set(ends.map(\.connection)).count == 2)
    }

    @Test func `Disconnect may end one of a session's connections`() throws {
        var fault = DisconnectFault()
        fault.connections = .one
        let run = try Observed(
            Scenario.plain(sessions: 2, messages: 2) { $0.clients[0].connections = 3 }
                .with(.disconnect(fault), .at(.constant(.seconds(1))))
        )
        let stop = try #require(run.all(.phaseChanged).first { $0.details?.phase == .stopped })
        let ends = run.all(.clientDisconnected).filter { $0.time < stop.time }
        #expect(ends.map(\.session.index).sorted() == [1, 2])
    }

    @Test func `Disconnect says how long the client stays away`() throws {
        var fault = DisconnectFault()
        fault.stayAway = .after(.constant(.seconds(4)))
        let run = try Observed(
            Scenario.plain(messages: 2).with(.disconnect(fault), .at(.constant(.seconds(1))))
        )
        let end = try run.first(.clientDisconnected)
        let back = try #require(run.all(.clientConnected).last)
        #expect(back.time == end.time + 4_080_000_000)
    }

    @Test func `Disconnect of who is not connected is a recorded no-op`() throws {
        let run = try Observed(
            Scenario.plain(messages: 2).with(.drop(), .at(.constant(.milliseconds(50))))
        )
        #expect(run.all(.faultInjected).map { $0.details?.note } == ["no connection"])
        #expect(run.all(.clientConnected).count == 1)
    }

    @Test func `Cancel stops the running request of the chosen session, and no other`() throws {
        let run = try Observed(
            Scenario.plain(sessions: 2)
                .with(.cancel(CancelFault(sessions: .list([1]))), .nth(.tokenReceived, 2))
        )
        #expect(run.all(.agentAbandoned).map(\.session.index) == [1])
        let answers = run.all(.terminalReceived).sorted { $0.session.index < $1.session.index }
        #expect(answers.map(\.frame) == [.cancelled, .final])
        #expect(run.all(.clientSent).filter { $0.frame == .cancel }.map(\.session.index) == [1])
    }

    @Test func `Cancel of a request that backs off ends it, and the agent is not asked again`()
        throws
    {
        let run = try Observed(
            Scenario.plain { $0.languageModel.error = .whole }
                .with(.cancel(CancelFault(sessions: .triggering)), .nth(.agentFailed, 1))
        )
        let failed = try run.first(.agentFailed)
        let answer = try run.first(.terminalReceived)
        #expect(answer.frame == .cancelled)
        #expect(answer.time < failed.time + 1_000_000_000)
        #expect(run.all(.agentInvoked).count == 1)
    }

    @Test func `Cancel of a request that is answered when it arrives changes nothing`() throws {
        let run = try Observed(
            Scenario.plain(messages: 2)
                .with(.cancel(CancelFault(sessions: .triggering)), .nth(.terminalSent, 1))
        )
        #expect(run.all(.clientSent).count { $0.frame == .cancel } == 1)
        #expect(run.all(.frameArrived).count { $0.frame == .cancel } == 1)
        #expect(run.all(.terminalReceived).map(\.frame) == [.final, .final])
    }

    @Test func `Cancel of the request that is made next comes ahead of its message`() throws {
        let early = FaultRule(
            .cancel(CancelFault(sessions: .triggering, request: .next)),
            .nth(.terminalReceived, 1)
        )
        let run = try Observed(Scenario.plain(messages: 2) { $0.faults = [early] })
        let sent = run.all(.clientSent).of(request: "s1-r2").map(\.frame)
        #expect(sent.prefix(2) == [.cancel, .message])
        #expect(run.all(.terminalReceived).map(\.frame) == [.final, .final])
        // Behind the last one there is none.
        let idle = try Observed(Scenario.plain(messages: 1) { $0.faults = [early] })
        #expect(idle.all(.faultInjected).map { $0.details?.note } == ["nothing to cancel"])
    }

    @Test func `Set off by a fact without a session, for want of sessions, is a recorded no-op`()
        throws
    {
        let run = try Observed(
            Scenario.plain().with(.drop(.triggering), .onEach(.storeCalled, probability: .whole))
        )
        let notes = run.all(.faultInjected).filter { $0.session.isNone }.map { $0.details?.note }
        #expect(Set(notes) == ["the fact belongs to no session"])
        let sessionless = run.all(.storeCalled).filter(\.session.isNone)
        let liveness = try run.liveness
        #expect(notes.count == sessionless.count { $0.time <= liveness.time })
    }

    @Test func `Cancel where nothing runs is a recorded no-op`() throws {
        let run = try Observed(
            Scenario.plain().with(.cancel(CancelFault()), .at(.constant(.seconds(5))))
        )
        #expect(run.all(.faultInjected).map { $0.details?.note } == ["nothing to cancel"])
        #expect(run.all(.clientSent).allSatisfy { $0.frame != .cancel })
        #expect(run.all(.terminalReceived).map(\.frame) == [.final])
    }

    @Test func `Crash and restart of a server that is down are recorded no-ops`() throws {
        let run = try Observed(
            Scenario.plain(messages: 3)
                .with(.crash(down: .seconds(3)), .at(.constant(.seconds(1))))
                .with(.crash(), .at(.constant(.seconds(2))))
                .with(.restart(RestartFault()), .at(.constant(.milliseconds(2_500))))
        )
        #expect(
            run.all(.faultInjected).map { $0.details?.note }
                == [nil, "server is down", "server is not running"]
        )
        #expect(run.all(.serverStarted).map(\.milliseconds) == [0, 4_000])
        #expect(run.all(.serverCrashed).count == 1)
    }

    @Test func `Two faults with one trigger happen in the order of the scenario`() throws {
        let run = try Observed(
            Scenario.plain(messages: 2)
                .with(.drop(), .nth(.tokenReceived, 2))
                .with(.crash(), .nth(.tokenReceived, 2))
        )
        #expect(run.all(.faultInjected).map { $0.details?.fault } == ["disconnect", "crash"])
        #expect(Set(run.all(.faultInjected).map(\.step)).count == 1)
    }

    @Test func `Shares are drawn anew at each firing`() throws {
        let run = try Observed(
            Scenario.plain(sessions: 10, messages: 4)
                .with(.drop(.count(3)), .every(.constant(.seconds(3))))
        )
        let groups = Dictionary(grouping: run.all(.faultInjected), by: \.time)
            .sorted { $0.key < $1.key }.map { $0.value.map(\.session.index).sorted() }
        #expect(groups.count >= 3)
        #expect(groups.allSatisfy { Set($0).count == 3 })
        #expect(Set(groups).count > 1)
    }
}
