import Histories
import Scenarios
import Testing

@Suite("A pause") struct PauseTests {
    private func pause(_ length: Duration, instance: Int = 1) -> Fault {
        var fault = PauseFault(length: length)
        fault.instance = instance
        return .pause(fault)
    }

    private func ends(_ run: Observed) throws -> (begin: Fact, end: Fact) {
        (try run.first(.faultInjected), try run.first(.faultHealed))
    }

    /// What a server's own process does, not what others see of it.
    private let deeds: Set<FactKind> = [
        .frameArrived, .tokenSent, .terminalSent, .errorSent, .storeCalled, .storeReturned,
        .storeRefused, .eventAppended, .checkpointCommitted, .effectClaimed, .effectCompleted,
        .agentInvoked, .agentToken, .agentFinished, .agentFailed, .agentAbandoned,
    ]

    @Test(
        "Stops all that the process does, whatever it was doing, and nothing else",
        arguments: [
            FactKind.frameArrived, .storeCalled, .eventAppended, .storeReturned, .agentInvoked,
            .agentToken, .tokenSent, .agentFinished, .checkpointCommitted, .effectClaimed,
            .terminalSent, .effectCompleted,
        ]
    )
    func stops(kind: FactKind) throws {
        let run = try Observed(
            Scenario.plain(sessions: 2, messages: 2).with(pause(.seconds(2)), .nth(kind, 3))
        )
        let (begin, end) = try ends(run)
        #expect(begin.details?.fault == "pause" && end.details?.fault == "pause")
        #expect(begin.instance == 1 && end.instance == 1)
        #expect(end.time == begin.time + 2_000_000_000)
        let meanwhile = run.facts.filter { begin.time < $0.time && $0.time < end.time }
        #expect(meanwhile.allSatisfy { !deeds.contains($0.kind) })
        #expect(run.all(.serverStarted).count == 1)
        #expect(run.all(.serverCrashed).isEmpty)
        #expect(Set(run.all(.terminalReceived).map(\.request)).count == 4)
    }

    @Test func `Lets the world go on: clients send, and what was sent to them arrives`() throws {
        let run = try Observed(
            Scenario.plain {
                $0.clients[0].messages = 3; $0.clients[0].pipeline = 3
            }
            .with(pause(.seconds(3)), .nth(.tokenSent, 2))
        )
        let (begin, end) = try ends(run)
        let received = run.all(.tokenReceived).first { $0.time > begin.time }
        #expect(received?.time == begin.time + 40_000_000)
        let sent = run.all(.clientSent).filter { begin.time < $0.time && $0.time < end.time }
        #expect(!sent.isEmpty)
        // They waited in the receive buffer, and are read the moment that the process goes on.
        for frame in sent {
            let arrival = run.all(.frameArrived).of(request: frame.request).first
            #expect(arrival?.time == end.time)
        }
    }

    @Test func `Lets timers fire late, and time go on by the monotonic clock`() throws {
        // The first wait for an acknowledgement would have ended in the pause, 300 ms after it
        // began; the client, whose acknowledgements take 400 ms, gets the frame until one is there.
        let run = try Observed(
            Scenario.plain {
                $0.system.acknowledgementTimeout = .milliseconds(300)
                $0.network.latency = .constant(.milliseconds(200))
            }.with(pause(.milliseconds(150)), .nth(.terminalReceived, 1))
        )
        let (begin, end) = try ends(run)
        #expect(end.time == begin.time + 150_000_000)
        #expect(try run.first(.effectReleased).time == end.time)
        #expect(try run.first(.terminalSent).details?.latency == 600)
    }

    @Test func `Counts in the latency that the server measures`() throws {
        let run = try Observed(
            Scenario.plain().with(pause(.milliseconds(2_500)), .nth(.agentToken, 2))
        )
        #expect(try run.first(.terminalSent).details?.latency ?? 0 >= 2_500)
    }

    @Test func `Lets who asks for a connection wait until the process goes on`() throws {
        var group = ClientGroup(sessions: 1)
        group.messages = 1
        group.start = .constant(.seconds(1))
        let run = try Observed(
            Scenario.plain { $0.clients = [group] }
                .with(pause(.seconds(3)), .at(.constant(.milliseconds(500))))
        )
        let (_, end) = try ends(run)
        #expect(try run.first(.connectionOpened).time == end.time)
        #expect(try run.first(.clientConnected).time == end.time + 40_000_000)
    }

    @Test func `Is ended by a crash, and by the liveness phase`() throws {
        let crashed = try Observed(
            Scenario.plain(messages: 2)
                .with(pause(.seconds(5)), .at(.constant(.seconds(1))))
                .with(.crash(), .at(.constant(.seconds(2))))
        )
        let crash = try crashed.first(.serverCrashed)
        #expect(crashed.all(.faultHealed).map(\.time) == [crash.time])
        let healed = try Observed(
            Scenario.plain(messages: 2).with(pause(.seconds(60)), .at(.constant(.seconds(1))))
        )
        #expect(try healed.first(.faultHealed).time == healed.liveness.time)
    }

    @Test func `Of a server that is down or stalls already is a recorded no-op`() throws {
        let run = try Observed(
            Scenario.plain(messages: 2)
                .with(pause(.seconds(3)), .at(.constant(.seconds(1))))
                .with(pause(.seconds(9)), .at(.constant(.seconds(2))))
                .with(.crash(down: .seconds(3)), .at(.constant(.seconds(5))))
                .with(pause(.seconds(3)), .at(.constant(.seconds(6))))
        )
        let facts = run.all(.faultInjected, .faultHealed).filter { $0.details?.fault == "pause" }
        #expect(
            facts.map { "\($0.kind.rawValue) \($0.milliseconds) \($0.details?.note ?? "")" } == [
                "fault-injected 1000 ", "fault-injected 2000 server is paused",
                "fault-healed 2000 ", "fault-healed 4000 ",
                "fault-injected 6000 server is down", "fault-healed 6000 ",
            ]
        )
    }

    @Test func `Beyond the lease lets the other server take over; what comes late is refused`()
        throws
    {
        // Session 2 is served by instance 1, which stalls in the middle of an answer.
        let run = try Observed(
            Scenario.plain(sessions: 2, messages: 2) {
                $0.system.instances = 2
                $0.system.lease = .seconds(1)
                $0.store.latency = .constant(.milliseconds(10))
            }.with(pause(.seconds(5)), .nth(.agentFinished, 1, session: 2))
        )
        let (begin, end) = try ends(run)
        let takeOver = try #require(
            run.all(.leaseTaken).of(session: 2).first { $0.instance == 2 }
        )
        #expect(begin.time < takeOver.time && takeOver.time < end.time)
        #expect(takeOver.details?.status == "taken-over")
        let refused = run.all(.storeRefused).of(session: 2)
        #expect(refused.map(\.operation).contains("commit"))
        #expect(refused.allSatisfy { $0.instance == 1 && $0.time >= end.time })
        let commits = run.all(.checkpointCommitted).of(session: 2)
        #expect(commits.first?.instance == 2)
        #expect(commits.map(\.sequence) == [1, 2])
        #expect(run.all(.agentInvoked).of(session: 1).allSatisfy { $0.instance == 2 })
    }
}
