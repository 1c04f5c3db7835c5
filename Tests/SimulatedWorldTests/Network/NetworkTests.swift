import Histories
import Scenarios
import Testing

@Suite("The network") struct NetworkTests {
    @Test func `Takes its latency for every frame, in both directions`() throws {
        let run = try Observed(.plain())
        let sent = run.all(.clientSent).filter { $0.frame == .message }
        let arrived = run.all(.frameArrived).filter { $0.frame == .message }
        #expect(sent.count == 1)
        #expect(arrived.map(\.milliseconds) == sent.map { $0.milliseconds + 40 })
        let tokens = run.all(.tokenSent)
        #expect(tokens.count == 5)
        #expect(run.all(.tokenReceived).map(\.time) == tokens.map { $0.time + 40_000_000 })
        // 100 ms to the start, one latency there and one back.
        #expect(try run.first(.connectionOpened).milliseconds == 140)
        #expect(try run.first(.clientConnected).milliseconds == 180)
    }

    @Test(
        "Keeps the order of frames on each connection, though each has a latency of its own",
        arguments: 1...5 as ClosedRange<UInt64>
    )
    func order(seed: UInt64) throws {
        let scenario = Scenario.plain(sessions: 2, messages: 6) {
            $0.clients[0].pipeline = 6
            $0.clients[0].connections = 2
            $0.clients[0].thinkTime = .constant(.milliseconds(5))
            $0.network.latency = .uniform(.zero ... .milliseconds(400))
            $0.languageModel.tokenInterval = .constant(.milliseconds(5))
        }
        let run = try Observed(scenario, seed: seed)
        for connection in 1...4 {
            let requests = { (kind: FactKind) in
                run.all(kind).of(connection: connection).map {
                    "\($0.frame.map(\.rawValue) ?? "") \($0.request) \($0.content ?? "")"
                }
            }
            let fromServer = run.all(.tokenSent, .terminalSent).of(connection: connection)
            let atClient = run.all(.tokenReceived, .terminalReceived).of(connection: connection)
            #expect(requests(.frameArrived) == requests(.clientSent))
            #expect(atClient.map(\.content) == fromServer.map(\.content))
            #expect(fromServer.count > 6)
        }
    }

    @Test func `Loses what is in flight when a connection ends abruptly`() throws {
        let run = try Observed(
            Scenario.plain { $0.languageModel.tokenInterval = .constant(.milliseconds(10)) }
                .with(.drop(), .nth(.tokenReceived, 1))
        )
        let end = try run.first(.clientDisconnected)
        let closed = try run.first(.connectionClosed)
        #expect(end.details?.style == .abrupt)
        #expect(closed.time == end.time + 40_000_000)
        #expect(run.all(.tokenSent).of(connection: 1).count == 5)
        #expect(run.all(.tokenReceived).of(connection: 1).count == 1)
        let dropped = run.all(.frameDropped).of(connection: 1)
        #expect(dropped.filter { $0.frame == .token }.count == 4)
    }

    @Test func `Lets what was sent arrive when a connection ends gracefully`() throws {
        let run = try Observed(
            Scenario.plain { $0.languageModel.tokenInterval = .constant(.milliseconds(30)) }
                .with(.drop(.all, .graceful), .nth(.tokenReceived, 1))
        )
        let closed = try run.first(.connectionClosed)
        #expect(closed.details?.style == .graceful)
        #expect(closed.details?.origin == .client)
        let sent = run.all(.tokenSent).of(connection: 1)
        #expect((2...4).contains(sent.count))
        #expect(run.all(.tokenReceived).of(connection: 1).map(\.content) == sent.map(\.content))
        #expect(run.all(.frameDropped).isEmpty)
        #expect(try run.first(.clientDisconnected).time == closed.time + 40_000_000)
    }

    @Test func `Hides a half-open end from the server until the keep-alive times out`() throws {
        let run = try Observed(
            Scenario.plain { $0.network.keepAlive = .seconds(3) }
                .with(.drop(.all, .halfOpen), .nth(.tokenReceived, 2))
        )
        let end = try run.first(.clientDisconnected)
        let closed = try #require(run.all(.connectionClosed).of(connection: 1).first)
        #expect(closed.details?.style == .halfOpen)
        #expect(closed.time == end.time + 3_000_000_000)
        #expect(run.all(.tokenSent).of(connection: 1).count == 5)
        #expect(run.all(.tokenReceived).of(connection: 1).count == 2)
        // Back on another connection, the client gets its answer.
        #expect(run.all(.terminalReceived).map(\.connection) == [2])
    }

    @Test func `Has a send buffer of a limited size`() throws {
        let chatty = Scenario.plain {
            $0.languageModel.tokenInterval = .constant(.milliseconds(1))
            $0.languageModel.tokens = .constant(30)
        }
        #expect(try Observed(chatty).all(.sendBlocked).isEmpty)
        var narrow = chatty
        narrow.network.sendBuffer = 200
        let run = try Observed(narrow)
        #expect(run.all(.sendBlocked).count > 3)
        #expect(run.all(.tokenReceived).map(\.content) == run.all(.tokenSent).map(\.content))
        #expect(run.all(.connectionClosed).allSatisfy { $0.details?.code == 1001 })
    }

    @Test func `Refuses a connection while no server runs; the client asks again`() throws {
        let run = try Observed(
            Scenario.plain(messages: 2).with(.crash(down: .seconds(2)), .nth(.terminalReceived, 1))
        )
        let crash = try run.first(.serverCrashed)
        let back = try #require(run.all(.clientConnected).since(crash).first)
        #expect(back.milliseconds - crash.milliseconds >= 2_000)
        #expect(back.milliseconds - crash.milliseconds < 2_800)
        #expect(Set(run.all(.terminalReceived).map(\.request)) == ["s1-r1", "s1-r2"])
    }
}
