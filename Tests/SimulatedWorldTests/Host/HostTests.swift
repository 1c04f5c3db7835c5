import Histories
import Scenarios
import Testing

@Suite("A host") struct HostTests {
    @Test(
        "Crashes between two steps: of that life nothing more is seen",
        arguments: [
            FactKind.frameArrived, .storeCalled, .eventAppended, .storeReturned, .agentInvoked,
            .agentToken, .tokenSent, .agentFinished, .checkpointCommitted, .effectClaimed,
            .terminalSent, .effectCompleted,
        ]
    )
    func crash(kind: FactKind) throws {
        let run = try Observed(
            Scenario.plain(sessions: 2, messages: 2) { $0.store.kind = .sqlite }
                .with(.crash(), .nth(kind, 3))
        )
        let crash = try run.first(.serverCrashed)
        let place = try #require(run.facts.firstIndex(of: crash))
        let later = run.facts[(place + 1)...].filter { $0.incarnation == 1 }
        // The network itself reports the ends of that life's connections, and what they lose.
        let ends: Set<FactKind> = [.connectionClosed, .clientDisconnected, .frameDropped]
        #expect(Set(later.map(\.kind)).isSubset(of: ends))
        #expect(run.all(.serverStarted).map(\.incarnation) == [1, 2])
        #expect(run.all(.serverStarted)[1].time == crash.time + 1_000_000_000)
        #expect(Set(run.all(.terminalReceived).map(\.request)).count == 4)
    }

    @Test("May crash as it starts, and as it takes a connection", arguments: [1, 2, 3])
    func crashAtOnce(nth: Int) throws {
        let scenario = Scenario.plain(sessions: 2, messages: 2)
        for (kind, nth) in [(FactKind.serverStarted, 1), (.connectionOpened, nth)] {
            let run = try Observed(
                scenario.with(.crash(), .nth(.connectionOpened, 2)).with(.crash(), .nth(kind, nth))
            )
            #expect(run.firings[1] == 1)
            #expect(Set(run.all(.terminalReceived).map(\.request)).count == 4)
        }
    }

    @Test func `That is stopping when the run ends does not start again`() throws {
        let scenario = Scenario.plain {
            $0.system.agentTimeout = .seconds(5)
            $0.system.maximumAttempts = 1
            $0.languageModel.firstToken = .constant(.seconds(60))
            $0.store.latency = .constant(.milliseconds(200))
            $0.limits.duration = .milliseconds(700)
            $0.limits.drain = .seconds(5)
        }
        let restart = Trigger.at(.constant(.milliseconds(690)))
        // The attempt ends just before the run does, and giving back the lease outlasts it.
        let run = try Observed(scenario.with(.restart(RestartFault()), restart), passes: false)
        let end = try #require(run.all(.phaseChanged).first { $0.details?.phase == .stopped })
        #expect(run.all(.serverStopped).allSatisfy { $0.time >= end.time })
        #expect(run.all(.serverStopped).map { $0.details?.count ?? 0 } == [0])
        #expect(run.all(.serverStarted).count == 1)
    }

    @Test func `That crashes takes its connections with it; clients learn a latency later`() throws
    {
        let run = try Observed(
            Scenario.plain(sessions: 2, messages: 2).with(.crash(), .nth(.tokenSent, 3))
        )
        let crash = try run.first(.serverCrashed)
        let closed = run.all(.connectionClosed).filter { $0.time == crash.time }
        #expect(closed.map(\.session.index).sorted() == [1, 2])
        let learned = run.all(.clientDisconnected).prefix(2)
        #expect(learned.map(\.time) == [crash.time + 40_000_000, crash.time + 40_000_000])
        #expect(learned.allSatisfy { $0.details?.style == .abrupt })
    }

    @Test func `That crashes before a commit takes effect has not committed it`() throws {
        // The commit of the first answer is the first checkpoint; its call comes before it.
        let scenario = Scenario.plain { $0.store.latency = .constant(.milliseconds(10)) }
        let calm = try Observed(scenario)
        let commit = try #require(calm.all(.storeCalled).firstIndex { $0.operation == "commit" })
        let run = try Observed(scenario.with(.crash(), .nth(.storeCalled, commit + 1)))
        let crash = try run.first(.serverCrashed)
        #expect(run.all(.checkpointCommitted).allSatisfy { $0.time > crash.time })
        #expect(run.all(.agentInvoked).count == 2)
    }

    @Test func `That crashes after a commit has committed it, though the server never knew`() throws
    {
        let scenario = Scenario.plain { $0.store.latency = .constant(.milliseconds(10)) }
        let run = try Observed(scenario.with(.crash(), .nth(.checkpointCommitted, 1)))
        #expect(run.all(.checkpointCommitted).count == 1)
        #expect(run.all(.agentInvoked).count == 1)
        #expect(run.all(.terminalReceived).map(\.frame) == [.final])
    }

    @Test func `Whose power fails as it has stopped starts when the power is back`() throws {
        var loss = PowerLossFault()
        loss.down = .seconds(5)
        let run = try Observed(
            Scenario.plain(messages: 2)
                .with(.restart(RestartFault()), .at(.constant(.seconds(1))))
                .with(.powerLoss(loss), .nth(.serverStopped, 1))
        )
        let stopped = try run.first(.serverStopped)
        #expect(run.all(.serverCrashed).isEmpty)
        #expect(run.all(.serverStarted).map(\.time) == [0, stopped.time + 5_000_000_000])
        #expect(Set(run.all(.terminalReceived).map(\.request)).count == 2)
    }

    @Test func `Restarts gracefully: nothing is lost, nobody is cut off without a word`() throws {
        var fault = RestartFault()
        fault.down = .seconds(2)
        let run = try Observed(
            Scenario.plain(messages: 2).with(.restart(fault), .nth(.tokenSent, 3))
        )
        #expect(run.all(.serverCrashed).isEmpty)
        let stopped = try run.first(.serverStopped)
        #expect(stopped.details?.count == 0)
        #expect(run.all(.serverStarted)[1].time == stopped.time + 2_000_000_000)
        let closed = try run.first(.connectionClosed)
        #expect(closed.details?.code == 1001)
        #expect(closed.details?.origin == .server)
        // The answer that was being given is delivered before the stop.
        let answer = try run.first(.terminalReceived)
        #expect(answer.incarnation == 1)
        #expect(run.all(.tokenReceived).of(request: "s1-r1").count == 5)
        #expect(run.all(.frameDropped).isEmpty)
    }

    @Test func `Reads the store by itself at a restart and at the end`() throws {
        for kind in [StoreSettings.Kind.sqlite, .memory] {
            let run = try Observed(
                Scenario.plain(messages: 2) { $0.store.kind = kind }
                    .with(.crash(), .nth(.terminalReceived, 1))
            )
            let ends = run.all(.storeInspected).filter { $0.details?.table == .end }
            #expect(ends.count == 2)
            let last = run.all(.storeInspected).filter { $0.time > ends[0].time }
            #expect(last.filter { $0.details?.table == .events }.map(\.sequence) == [1, 2])
            #expect(last.filter { $0.details?.table == .checkpoints }.map(\.sequence) == [1, 2])
            let effects = last.filter { $0.details?.table == .effects }
            #expect(effects.map { $0.details?.status } == ["completed", "completed"])
        }
    }

    @Test func `Of two: sessions are balanced over those that run`() throws {
        var fault = CrashFault()
        fault.instance = 2
        fault.down = .seconds(5)
        let run = try Observed(
            Scenario.plain(sessions: 4, messages: 3) { $0.system.instances = 2 }
                .with(.crash(fault), .at(.constant(.milliseconds(1_500))))
        )
        let before = run.all(.connectionOpened).prefix(4)
        #expect(
            before.sorted { $0.session.index < $1.session.index }.map(\.instance) == [2, 1, 2, 1]
        )
        let crash = try run.first(.serverCrashed)
        #expect(crash.instance == 2)
        let after = run.all(.connectionOpened).since(crash)
        #expect(Set(after.map(\.session.index)) == [1, 3])
        #expect(after.allSatisfy { $0.instance == 1 })
        #expect(
            run.all(.clientDisconnected).filter { $0.time < crash.time + 1_000_000_000 }
                .allSatisfy { [1, 3].contains($0.session.index) }
        )
    }

    @Test func `Of three: a session without a connection goes to any, with one to the same`() throws
    {
        var fault = DisconnectFault()
        fault.connections = .all
        let run = try Observed(
            Scenario.plain(sessions: 4, messages: 6) {
                $0.system.instances = 3
                $0.network.balancing = .random
                $0.clients[0].connections = 2
            }
            .with(.disconnect(fault), .every(.constant(.seconds(2))))
        )
        var open: [Int: (session: SessionNumber, instance: Int)] = [:]
        var servers: [SessionNumber: Set<Int>] = [:]
        for fact in run.facts {
            if fact.kind == .connectionClosed { open[fact.connection] = nil }
            guard fact.kind == .connectionOpened else { continue }
            let others = open.values.filter { $0.session == fact.session }
            #expect(others.allSatisfy { $0.instance == fact.instance })
            open[fact.connection] = (fact.session, fact.instance)
            servers[fact.session, default: []].insert(fact.instance)
        }
        #expect(servers.count == 4)
        #expect(servers.values.contains([1, 2, 3]))
        #expect(Set(run.all(.terminalReceived).map(\.request)).count == 24)
    }

    @Test func `Of two: a rolling deploy loses nothing, while its clients go on`() throws {
        var first = RestartFault()
        var second = RestartFault()
        first.down = .seconds(1)
        second.down = .seconds(1)
        second.instance = 2
        let run = try Observed(
            Scenario.plain(sessions: 6, messages: 6) {
                $0.system.instances = 2
                $0.limits.duration = .seconds(20)
            }
            .with(.restart(first), .at(.constant(.seconds(3))))
            .with(.restart(second), .at(.constant(.seconds(8))))
        )
        let stop = try #require(run.all(.phaseChanged).first { $0.details?.phase == .stopped })
        let stops = run.all(.serverStopped).filter { $0.time < stop.time }
        #expect(stops.map(\.instance) == [1, 2])
        #expect(run.all(.serverStarted).map(\.instance) == [1, 2, 1, 2])
        #expect(Set(run.all(.terminalReceived).map(\.request)).count == 36)
        #expect(run.all(.agentInvoked).count == 36)
    }
}
