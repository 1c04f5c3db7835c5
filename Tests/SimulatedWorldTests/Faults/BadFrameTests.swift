import Histories
import Scenarios
import Simulator
import Testing

@Suite("A bad frame") struct BadFrameTests {
    private func run(
        _ frame: BadFrameFault.Frame,
        _ change: (inout Scenario) -> Void = { _ in }
    ) throws -> Observed {
        let fault = BadFrameFault(sessions: .list([1]), frame: frame)
        return try Observed(
            Scenario.plain(sessions: 2) { scenario in
                scenario.clients[0].start = .constant(.milliseconds(100))
                change(&scenario)
            }
            .with(.badFrame(fault), .nth(.tokenReceived, 2, session: 1))
        )
    }

    @Test(
        "Gets an error frame; the connection and its running reply are unharmed",
        arguments: [
            (BadFrameFault.Frame.malformed, FrameKind.malformed, "invalid-frame"),
            (.unknownType, .unknownType, "s1-rb1"), (.missingField, .missingField, "s1-rb1"),
        ]
    )
    func rejected(frame: BadFrameFault.Frame, kind: FrameKind, request: String) throws {
        let run = try run(frame) { $0.expectation.sometimes = [.situation(.rejectedFrame)] }
        let arrived = try #require(run.all(.frameArrived).first { $0.frame == kind })
        let errors = run.all(.errorSent)
        #expect(errors.map(\.request) == [request])
        #expect(errors.map(\.connection) == [arrived.connection])
        #expect(errors.map(\.time) == [arrived.time])
        #expect(run.outcome.sometimes == [1])
        #expect(run.all(.connectionClosed).allSatisfy { $0.details?.code == 1001 })
        #expect(run.all(.tokenReceived).of(session: 1).count == 5)
        let answers = run.all(.terminalReceived).of(session: 1)
        #expect(answers.map(\.frame) == [.error, .final])
        #expect(run.all(.eventAppended).of(session: 1).map(\.request) == ["s1-r1"])
    }

    @Test(arguments: [BadFrameFault.Frame.unknownType, .missingField])
    func `Is spoilt in what it is to be spoilt in, whatever its id`(frame: BadFrameFault.Frame)
        throws
    {
        let run = try run(frame) { $0.clients[0].requestID = #"\"{i}"# }
        #expect(run.all(.errorSent).map(\.request) == [#"\"b1"#])
    }

    @Test(
        "Closes the connection if it is not the client's own, or too large; the answer comes all the same",
        arguments: [
            (BadFrameFault.Frame.wrongThread, FrameKind.wrongThread, 1008),
            (.oversize, .oversize, 1009),
        ]
    )
    func closing(frame: BadFrameFault.Frame, kind: FrameKind, code: Int) throws {
        let run = try run(frame)
        let arrived = try #require(run.all(.frameArrived).first { $0.frame == kind })
        let closed = try #require(run.all(.connectionClosed).of(session: 1).first)
        #expect(closed.details?.code == code)
        #expect(closed.details?.origin == .server)
        #expect(closed.connection == arrived.connection)
        #expect(closed.time == arrived.time)
        #expect(run.all(.errorSent).isEmpty)
        let answers = run.all(.terminalReceived).of(session: 1)
        #expect(answers.map(\.frame) == [.final])
        #expect(answers.allSatisfy { $0.connection != closed.connection })
        #expect(run.all(.eventAppended).of(session: 1).map(\.request) == ["s1-r1"])
        #expect(run.all(.agentInvoked).of(session: 1).count == 1)
    }

    @Test func `An acknowledgement of what was not asked yet means nothing`() throws {
        let run = try run(.earlyAcknowledgement) { $0.clients[0].messages = 2 }
        let arrived = try #require(run.all(.frameArrived).first { $0.frame == .acknowledgement })
        #expect(arrived.request == "s1-r2")
        #expect(run.all(.errorSent).isEmpty)
        let answers = run.all(.terminalReceived).of(session: 1)
        #expect(answers.map(\.request) == ["s1-r1", "s1-r2"])
    }

    @Test(
        "Touches no other session",
        arguments: [
            BadFrameFault.Frame.malformed, .unknownType, .missingField, .wrongThread, .oversize,
        ]
    )
    func others(frame: BadFrameFault.Frame) throws {
        let calm = try Observed(.plain(sessions: 2))
        #expect(try run(frame).transcript(of: 2) == calm.transcript(of: 2))
    }

    @Test(
        "Is refused, however it is spoilt",
        arguments: [BadFrameFault.Frame.malformed, .missingField]
    )
    func variants(frame: BadFrameFault.Frame) throws {
        let fault = BadFrameFault(sessions: .list([1]), frame: frame)
        let scenario = Scenario.plain(sessions: 1, messages: 12)
            .with(.badFrame(fault), .every(.constant(.milliseconds(200))))
        let run = try Observed(scenario)
        let sent = run.all(.frameArrived).filter { $0.frame?.isRejected == true }
        #expect(sent.count >= 13)
        #expect(run.all(.errorSent).count == sent.count)
        #expect(run.all(.terminalReceived).contains { $0.frame == .final })
        #expect(run.outcome.verdict == .passed)
    }

    @Test func `Goes out on one of a session's connections, drawn`() throws {
        let fault = BadFrameFault(frame: .unknownType)
        let scenario = Scenario.plain(messages: 3) { $0.clients[0].connections = 3 }
            .with(.badFrame(fault), .every(.constant(.milliseconds(300))))
        let sent = try Observed(scenario).all(.clientSent).filter { $0.frame == .unknownType }
        #expect(Set(sent.map(\.connection)) == [1, 2, 3])
        #expect(Set(sent.map(\.request)).count == sent.count)
    }

    @Test func `Of who is not connected is a recorded no-op`() throws {
        let run = try Observed(
            Scenario.plain()
                .with(.badFrame(BadFrameFault(frame: .oversize)), .at(.constant(.milliseconds(50))))
        )
        #expect(run.all(.faultInjected).map { $0.details?.note } == ["no connection"])
        #expect(run.all(.clientSent).allSatisfy { $0.frame != .oversize })
    }
}
