import Histories
import Scenarios
import Testing

@Suite("A duplicate delivery") struct DuplicateDeliveryTests {
    private func duplicate(_ sessions: SessionSelector = .list([1])) -> Fault {
        .duplicateDelivery(DuplicateDeliveryFault(sessions: sessions))
    }

    @Test func `Hands a message to the server twice, which answers it once`() throws {
        let run = try Observed(
            Scenario.plain(sessions: 2)
                .with(duplicate(), .nth(.clientConnected, 1, session: 1))
        )
        let messages = { (kind: FactKind) in
            run.all(kind).filter { $0.frame == .message }.map(\.session.index).sorted()
        }
        #expect(messages(.clientSent) == [1, 2])
        #expect(messages(.frameArrived) == [1, 1, 2])
        #expect(Set(run.all(.frameArrived).of(request: "s1-r1").map(\.connection)).count == 1)
        #expect(run.all(.eventAppended).count == 2)
        #expect(run.all(.eventDuplicate).map(\.request) == ["s1-r1"])
        #expect(run.all(.agentInvoked).count == 2)
        #expect(run.all(.terminalReceived).map(\.request).sorted() == ["s1-r1", "s2-r1"])
    }

    @Test func `Hands an acknowledgement or a cancel to the server twice, which does no harm`()
        throws
    {
        let run = try Observed(
            Scenario.plain(messages: 2)
                .with(.cancel(CancelFault()), .nth(.tokenReceived, 2))
                .with(duplicate(.all), .nth(.tokenReceived, 2))
                .with(duplicate(.all), .nth(.terminalReceived, 2))
        )
        let arrived = { (kind: FrameKind) in run.all(.frameArrived).count { $0.frame == kind } }
        #expect(arrived(.cancel) == 2)
        #expect(arrived(.acknowledgement) == 3)
        #expect(run.all(.terminalReceived).map(\.frame) == [.cancelled, .final])
        #expect(run.all(.effectCompleted).count == 2)
    }

    @Test func `Concerns one frame for each firing, the next that arrives on any connection`()
        throws
    {
        let run = try Observed(
            Scenario.plain(messages: 6) { $0.clients[0].connections = 2 }
                .with(duplicate(.all), .nth(.clientConnected, 2))
                .with(duplicate(.all), .nth(.clientConnected, 2))
        )
        let arrived = run.all(.frameArrived)
        let names = arrived.map { "\($0.frame?.rawValue ?? "") \($0.request) \($0.connection)" }
        #expect(names.count - Set(names).count == 2)
        #expect(run.all(.clientSent).count == arrived.count - 2)
    }

    @Test func `Is over in the liveness phase, and a no-op for who is not connected`() throws {
        let run = try Observed(
            Scenario.plain { $0.clients[0].reconnect = .never }
                .with(duplicate(.all), .at(.constant(.milliseconds(50))))
                .with(.drop(), .nth(.tokenReceived, 2))
                .with(duplicate(.all), .nth(.tokenReceived, 2))
        )
        let notes = run.all(.faultInjected).filter { $0.details?.fault == "duplicate-delivery" }
        #expect(notes.map { $0.details?.note } == ["no connection", "no connection"])
        #expect(run.all(.frameArrived).map(\.frame) == [.message, .message, .acknowledgement])
        #expect(run.all(.frameArrived).map(\.connection) == [1, 2, 2])
    }
}
