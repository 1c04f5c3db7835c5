import Histories
import Scenarios
import Testing

@Suite("A client") struct ClientTests {
    private func messages(_ run: Observed) -> [Fact] {
        run.all(.clientSent).filter { $0.frame == .message }
    }

    @Test func `Thinks from the answer to the next message`() throws {
        let run = try Observed(.plain(messages: 3))
        let sent = messages(run)
        let answers = run.all(.terminalReceived)
        #expect(sent.map(\.request) == ["s1-r1", "s1-r2", "s1-r3"])
        #expect(sent.dropFirst().map(\.time) == answers.dropLast().map { $0.time + 1_000_000_000 })
    }

    @Test func `With a pipeline does not wait for answers, up to its limit`() throws {
        let run = try Observed(
            .plain(messages: 8) {
                $0.clients[0].pipeline = 3
                $0.clients[0].thinkTime = .constant(.milliseconds(50))
            }
        )
        var open = 0
        var most = 0
        for fact in run.all(.clientSent, .terminalReceived) {
            if fact.kind == .terminalReceived { open -= 1 }
            if fact.kind == .clientSent, fact.frame == .message { open += 1 }
            most = max(most, open)
        }
        #expect(most == 3)
        #expect(open == 0)
        let first = messages(run).prefix(3).map(\.milliseconds)
        #expect(first[1] - first[0] == 50)
        #expect(first[2] - first[1] == 50)
    }

    @Test func `Comes back after its time and sends what is unanswered again`() throws {
        let run = try Observed(.plain().with(.drop(), .nth(.tokenReceived, 2)))
        let end = try run.first(.clientDisconnected)
        let back = try #require(run.all(.clientConnected).last)
        // Half a second away, one latency there and one back.
        #expect(back.time == end.time + 580_000_000)
        #expect(messages(run).map(\.request) == ["s1-r1", "s1-r1"])
        #expect(messages(run).map(\.connection) == [1, 2])
        #expect(run.all(.eventAppended).count == 1)
        #expect(run.all(.eventDuplicate).count == 1)
        #expect(run.all(.terminalReceived).count == 1)
    }

    @Test func `Does not send again what it is told not to, and gets its answer all the same`()
        throws
    {
        let run = try Observed(
            Scenario.plain { $0.clients[0].resend = false }
                .with(.drop(), .nth(.tokenReceived, 2))
        )
        #expect(messages(run).count == 1)
        #expect(run.all(.terminalReceived).map(\.connection) == [2])
    }

    @Test func `Sends a message twice at once where it is told to`() throws {
        let run = try Observed(.plain(messages: 3) { $0.clients[0].duplicate = .whole })
        let sent = messages(run)
        #expect(sent.count == 6)
        for request in ["s1-r1", "s1-r2", "s1-r3"] {
            let both = sent.of(request: request)
            #expect(both.count == 2)
            #expect(Set(both.map(\.time)).count == 1)
        }
        #expect(run.all(.eventAppended).count == 3)
        #expect(run.all(.eventDuplicate).count == 3)
    }

    @Test func `Has tabs that share its requests: each goes out on one, all get the answer`() throws
    {
        let run = try Observed(.plain(messages: 8) { $0.clients[0].connections = 3 }, seed: 2)
        #expect(messages(run).count == 8)
        #expect(Set(messages(run).map(\.connection)).count > 1)
        for connection in 1...3 {
            #expect(run.all(.terminalReceived).of(connection: connection).count == 8)
            #expect(run.all(.tokenReceived).of(connection: connection).count == 40)
        }
    }

    @Test func `Acknowledges every answer that it gets, unless acknowledgements are off`() throws {
        let acknowledgements = { (run: Observed) in
            run.all(.clientSent).filter { $0.frame == .acknowledgement }
        }
        let on = try Observed(.plain(messages: 3))
        #expect(acknowledgements(on).map(\.time) == on.all(.terminalReceived).map(\.time))
        #expect(acknowledgements(on).count == 3)
        let off = try Observed(.plain(messages: 3) { $0.system.acknowledgements = false })
        #expect(acknowledgements(off).isEmpty)
        #expect(off.all(.effectCompleted).count == 3)
    }

    @Test func `That never reconnects stays away until the liveness phase`() throws {
        let run = try Observed(
            Scenario.plain(messages: 3) { $0.clients[0].reconnect = .never }
                .with(.drop(), .nth(.tokenReceived, 2))
        )
        let end = try run.first(.clientDisconnected)
        let liveness = try run.liveness
        let back = try #require(run.all(.clientConnected).last)
        #expect(run.all(.clientConnected).count == 2)
        #expect(liveness.time > end.time + 1_000_000_000)
        #expect(back.time > liveness.time)
        #expect(run.all(.terminalReceived).count == 1)
    }

    @Test func `Sends nothing new in the liveness phase`() throws {
        let run = try Observed(.plain(messages: 100))
        let liveness = try run.liveness
        #expect(messages(run).allSatisfy { $0.time <= liveness.time })
        #expect((5...12).contains(messages(run).count))
        #expect(run.all(.terminalReceived).count == messages(run).count)
    }

    @Test func `Waits for no answer that has expired`() throws {
        let run = try Observed(
            Scenario.plain {
                $0.system.effectTimeToLive = .seconds(1)
                $0.clients[0].reconnect = .never
            }
            .with(.drop(), .nth(.agentFinished, 1))
        )
        #expect(run.all(.effectFailed).count == 1)
        #expect(run.all(.terminalReceived).isEmpty)
        let stop = try #require(run.all(.phaseChanged).first { $0.details?.phase == .stopped })
        #expect(stop.milliseconds < 15_000)
    }
}
