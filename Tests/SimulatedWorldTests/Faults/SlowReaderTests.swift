import Histories
import Scenarios
import Simulator
import Testing

@Suite("A slow reader") struct SlowReaderTests {
    /// Session 1 reads that slowly from the first second on.
    private func slow(
        rate: Int,
        for time: Duration = .seconds(3),
        _ change: (inout Scenario) -> Void = { _ in }
    ) throws -> Observed {
        let fault = SlowReaderFault(sessions: .list([1]), rate: rate, time: time)
        return try Observed(
            Scenario.plain(sessions: 2) { scenario in
                scenario.clients[0].start = .constant(.seconds(1))
                change(&scenario)
            }
            .with(.slowReader(fault), .at(.constant(.milliseconds(1_090))))
        )
    }

    /// How many bytes the frame of a fact has.
    private func size(_ fact: Fact) -> Int {
        #"{"type":"token","requestId":"","value":""}"#.utf8.count + fact.request.utf8.count
            + (fact.content?.utf8.count ?? 0)
    }

    @Test func `Takes its time over each byte, one frame after the other`() throws {
        let run = try slow(rate: 500)
        let sent = run.all(.tokenSent).of(session: 1)
        let received = run.all(.tokenReceived).of(session: 1)
        #expect(received.map(\.content) == sent.map(\.content))
        #expect(received.count == 5)
        var isFree: Int64 = 0
        for (sent, received) in zip(sent, received) {
            let begins = max(isFree, sent.time + 40_000_000)
            isFree = begins + Int64(size(sent)) * 2_000_000
            #expect(received.time == isFree)
        }
        #expect(received[4].time > sent[4].time + 140_000_000)
    }

    @Test func `Leaves every other session as it is`() throws {
        let calm = try Observed(
            .plain(sessions: 2) { $0.clients[0].start = .constant(.seconds(1)) }
        )
        let run = try slow(rate: 20)
        #expect(run.transcript(of: 1) != calm.transcript(of: 1))
        #expect(run.transcript(of: 2) == calm.transcript(of: 2))
    }

    @Test func `Reads everything at once when its time is over, in order, and is well again`()
        throws
    {
        let run = try slow(rate: 1, for: .seconds(2))
        let healed = try run.first(.faultHealed)
        #expect(healed.milliseconds == 3_090)
        #expect(healed.session.index == 1)
        let received = run.all(.tokenReceived, .terminalReceived).of(session: 1)
        #expect(received.map(\.milliseconds) == Array(repeating: 3_090, count: 6))
        #expect(received.last?.kind == .terminalReceived)
        #expect(run.all(.connectionClosed).allSatisfy { $0.details?.code == 1001 })
    }

    @Test func `Stays slow over a connection that it opens meanwhile`() throws {
        let fault = SlowReaderFault(rate: 200, time: .seconds(8))
        let run = try Observed(
            Scenario.plain(messages: 3)
                .with(.slowReader(fault), .nth(.clientConnected, 1))
                .with(.drop(), .nth(.tokenReceived, 2))
        )
        // The first answer comes without tokens, and is read before them.
        let received = run.all(.tokenReceived).of(connection: 2)
        let sent = run.all(.tokenSent).of(connection: 2)
        #expect(received.count >= 5)
        #expect(received[0].time == sent[0].time + 40_000_000 + Int64(size(sent[0])) * 5_000_000)
    }

    @Test func `Is as slow as the slowest of two that overlap`() throws {
        let scenario = Scenario.plain { $0.clients[0].start = .constant(.seconds(1)) }
        func times(_ rates: [Int]) throws -> [Int64] {
            var scenario = scenario
            for rate in rates {
                let fault = SlowReaderFault(rate: rate, time: .seconds(4))
                scenario = scenario.with(.slowReader(fault), .at(.constant(.milliseconds(1_090))))
            }
            return try Observed(scenario).all(.tokenReceived).map(\.time)
        }
        #expect(try times([500, 100]) == times([100]))
        #expect(try times([100, 500]) == times([100]))
        #expect(try times([500]) != times([100]))
    }

    @Test func `Exerts back-pressure on its own connection alone, and holds it`() throws {
        let run = try slow(rate: 20) {
            $0.network.sendBuffer = 250
            $0.expectation.sometimes = [.situation(.backPressure)]
        }
        let blocked = run.all(.sendBlocked)
        #expect(!blocked.isEmpty)
        #expect(blocked.allSatisfy { $0.session.index == 1 })
        #expect(run.outcome.sometimes[0] > 0)
        // Not for long enough to be given up: everything is there in the end.
        #expect(run.all(.connectionClosed).allSatisfy { $0.details?.code == 1001 })
        #expect(run.all(.tokenReceived).of(session: 1).count == 5)
        #expect(run.all(.terminalReceived).of(session: 1).count == 1)
    }

    @Test func `That reads next to nothing is disconnected after the send limit`() throws {
        let run = try slow(rate: 1, for: .seconds(60)) {
            $0.network.sendBuffer = 250
            $0.limits.duration = .seconds(30)
            // Until then it is withdrawn again and again, and the connection held.
            $0.system.acknowledgementTimeout = .seconds(30)
        }
        let blocked = try run.first(.sendBlocked)
        let closed = try #require(run.all(.connectionClosed).of(session: 1).first)
        #expect(closed.details?.code == 1013)
        #expect(closed.time - blocked.time == 10_000_000_000)
        #expect(
            run.all(.connectionClosed).of(session: 2).allSatisfy { $0.details?.code == 1001 }
        )
    }

    @Test func `Costs the server a bounded amount of memory, however much is sent to it`() throws {
        let buffer = 4_096
        let run = try slow(rate: 200, for: .seconds(20)) {
            $0.network.sendBuffer = buffer
            $0.languageModel.tokens = .constant(40_000)
            $0.languageModel.tokenInterval = .constant(.microseconds(50))
            $0.limits.duration = .seconds(4)
        }
        let connection = try #require(run.all(.connectionOpened).of(session: 1).first).connection
        var inBuffer = 0
        var held = 0
        var most = (inBuffer: 0, held: 0)
        var closed: Fact?
        for fact in run.facts.of(session: 1) where closed == nil {
            switch fact.kind {
            case .agentToken: held += size(fact)
            case .tokenSent where fact.connection == connection:
                inBuffer += size(fact)
                held -= size(fact)
            case .tokenReceived where fact.connection == connection: inBuffer -= size(fact)
            case .connectionClosed where fact.connection == connection: closed = fact
            default: break
            }
            most = (max(most.inBuffer, inBuffer), max(most.held, held))
        }
        #expect(most.inBuffer <= buffer && most.inBuffer > buffer - 100)
        // The server's own queue, and the token that was one too many.
        #expect(most.held <= 1 << 20 + 100 && most.held > 1_000_000)
        #expect(closed?.details?.code == 1013)
        #expect(run.all(.terminalReceived).map(\.frame) == [.final, .final])
    }

    @Test func `That is not connected is a recorded no-op`() throws {
        let fault = SlowReaderFault(rate: 1, time: .seconds(9))
        let run = try Observed(
            Scenario.plain().with(.slowReader(fault), .at(.constant(.milliseconds(50))))
        )
        #expect(run.all(.faultInjected).map { $0.details?.note } == ["no connection"])
        #expect(run.transcript(of: 1) == (try Observed(.plain())).transcript(of: 1))
    }
}
