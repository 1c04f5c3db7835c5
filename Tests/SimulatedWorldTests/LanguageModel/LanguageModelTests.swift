import Histories
import Scenarios
import Testing

@Suite("The language model") struct LanguageModelTests {
    private func forced(
        _ style: LanguageModelErrorFault.Style,
        count: Int = 1,
        _ change: (inout Scenario) -> Void = { _ in }
    ) throws -> Observed {
        var fault = LanguageModelErrorFault(sessions: .list([1]), style: style)
        fault.extent = .count(count)
        return try Observed(
            Scenario.plain(sessions: 2) { scenario in
                scenario.system.agentTimeout = .seconds(5)
                change(&scenario)
            }
            .with(.languageModelError(fault), .at(.constant(.milliseconds(10))))
        )
    }

    private func tokens(_ run: Observed, attempt: Int) -> [String?] {
        run.all(.agentToken).of(session: 1).filter { $0.attempt == attempt }.map(\.content)
    }

    @Test func `Yields the tokens of a reply at their intervals, and then ends`() throws {
        let run = try Observed(.plain())
        let invoked = try run.first(.agentInvoked)
        let instants = run.all(.agentToken).map { $0.milliseconds - invoked.milliseconds }
        #expect(instants == [200, 300, 400, 500, 600])
        #expect(try run.first(.agentFinished).time == run.all(.agentToken).last?.time)
        let message = run.all(.agentToken).compactMap(\.content).joined()
        #expect(run.all(.terminalReceived).map(\.content) == [message])
    }

    @Test func `Repeats what is hard to write in a question, and the blanks that it has in a row`()
        throws
    {
        func answer(to question: String) throws -> String? {
            let run = try Observed(.plain(messages: 1) { $0.clients[0].text = question })
            #expect(try run.first(.terminalReceived).content == joinedTokens(run))
            return run.all(.agentToken).first?.content
        }
        let plain = try #require(try answer(to: "one  question"))
        #expect(try answer(to: "one \"question\"") == plain + "\" ")
        #expect(try answer(to: "one  \"question\"") == plain + "\"  ")
    }

    @Test func `Says in some sessions that it has begun before it has a text`() throws {
        let run = try Observed(.plain(sessions: 6, messages: 1))
        let firsts = try (1...6).map { session in
            try #require(run.all(.agentToken).first { $0.session.index == session }?.content)
        }
        #expect(firsts.map(\.isEmpty) == [false, true, false, false, false, false])
        #expect(run.all(.tokenReceived).count { $0.content == "" } == 1)
    }

    private func joinedTokens(_ run: Observed) -> String {
        run.all(.agentToken).compactMap(\.content).joined()
    }

    @Test func `Can fail before a token`() throws {
        let run = try forced(.before)
        #expect(tokens(run, attempt: 1).isEmpty)
        #expect(tokens(run, attempt: 2).count == 5)
        #expect(run.all(.agentFailed).of(session: 1).map(\.attempt) == [1])
    }

    @Test func `Can fail in mid-stream, after at least one token and before the last`() throws {
        let run = try forced(.midStream)
        #expect((1...4).contains(tokens(run, attempt: 1).count))
        #expect(tokens(run, attempt: 2).count == 5)
        #expect(run.all(.agentFailed).of(session: 1).map(\.attempt) == [1])
    }

    @Test func `Can stall until the server gives it up`() throws {
        let run = try forced(.stall)
        let invoked = try #require(run.all(.agentInvoked).of(session: 1).first)
        let abandoned = try #require(run.all(.agentAbandoned).of(session: 1).first)
        #expect(abandoned.time == invoked.time + 5_000_000_000)
        #expect(run.all(.agentFailed).isEmpty)
        #expect(tokens(run, attempt: 2).count == 5)
    }

    @Test func `Can reply with nothing`() throws {
        let run = try forced(.empty)
        #expect(tokens(run, attempt: 1).isEmpty)
        #expect(run.all(.agentFailed).of(session: 1).map(\.attempt) == [1])
        #expect(run.all(.terminalReceived).of(session: 1).map(\.frame) == [.final])
    }

    @Test(
        "Fails for the chosen session alone, as often as the fault says",
        arguments: [
            LanguageModelErrorFault.Style.before, .midStream, .stall, .empty,
        ]
    )
    func chosen(style: LanguageModelErrorFault.Style) throws {
        let run = try forced(style, count: 2) { $0.limits.duration = .seconds(20) }
        #expect(run.all(.agentInvoked).of(session: 1).map(\.attempt) == [1, 2, 3])
        #expect(run.all(.agentInvoked).of(session: 2).map(\.attempt) == [1])
        #expect(run.all(.agentFailed, .agentAbandoned).map(\.session.index) == [1, 1])
        #expect(run.all(.terminalReceived).map(\.frame) == [.final, .final])
    }

    @Test func `Fails for as long as the fault says`() throws {
        var fault = LanguageModelErrorFault(style: .before)
        fault.extent = .time(.seconds(2))
        let run = try Observed(
            Scenario.plain().with(.languageModelError(fault), .at(.constant(.milliseconds(10))))
        )
        let failures = run.all(.agentFailed)
        // At about 0.4 s and 1.6 s; the third attempt comes after the end.
        #expect(failures.count == 2)
        #expect(run.all(.terminalReceived).map(\.frame) == [.final])
    }

    @Test func `Fails by its shares, and an error frame tells of three failures`() throws {
        let run = try Observed(.plain { $0.languageModel.error = .whole })
        #expect(run.all(.agentFailed).map(\.attempt) == [1, 2, 3])
        #expect(run.all(.agentToken).isEmpty)
        #expect(run.all(.terminalReceived).map(\.frame) == [.error])
    }

    @Test func `Repeats its answer to a request, or gives another, as it is told`() throws {
        let stable = try forced(.midStream)
        let count = tokens(stable, attempt: 1).count
        #expect(tokens(stable, attempt: 1) == Array(tokens(stable, attempt: 2).prefix(count)))
        let varying = try forced(.midStream) { $0.languageModel.replies = .varying }
        let first = tokens(varying, attempt: 1)
        #expect(first != Array(tokens(varying, attempt: 2).prefix(first.count)))
    }

    @Test func `Recovers in the liveness phase: what stalls fails, and new attempts succeed`()
        throws
    {
        let run = try Observed(
            .plain {
                $0.languageModel.stall = .whole
                $0.limits.duration = .seconds(5)
            }
        )
        let liveness = try run.liveness
        let failed = try run.first(.agentFailed)
        #expect(failed.time == liveness.time)
        #expect(run.all(.terminalReceived).map(\.frame) == [.final])
    }
}
