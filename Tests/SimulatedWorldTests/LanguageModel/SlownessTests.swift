import Histories
import Scenarios
import Testing

@Suite("A slow language model") struct SlownessTests {
    private func slow(_ factor: Factor, for time: Duration, at instant: Duration) -> Scenario {
        let fault = LanguageModelSlownessFault(sessions: .list([1]), factor: factor, time: time)
        return Scenario.plain(sessions: 2)
            .with(.languageModelSlowness(fault), .at(.constant(instant)))
    }

    /// When the tokens of session 1 come, in milliseconds from its agent's start.
    private func tokens(_ run: Observed) throws -> [Int64] {
        let invoked = try #require(run.all(.agentInvoked).of(session: 1).first)
        return run.all(.agentToken).of(session: 1).map { $0.milliseconds - invoked.milliseconds }
    }

    @Test func `Takes a multiple of each delay`() throws {
        let run = try Observed(slow(Factor(3), for: .seconds(9), at: .milliseconds(10)))
        #expect(try tokens(run) == [600, 900, 1_200, 1_500, 1_800])
        let exact = Factor(millionths: 1_500_000)
        let half = try Observed(slow(exact, for: .seconds(9), at: .milliseconds(10)))
        #expect(try tokens(half) == [300, 450, 600, 750, 900])
    }

    @Test func `Is slow for delays that begin within its time, also of a running attempt`() throws {
        // The message arrives at 220 ms: tokens at 420, 520 and, slowed at 550, 1520 and 2520 ms.
        let run = try Observed(slow(Factor(10), for: .seconds(1), at: .milliseconds(450)))
        #expect(try tokens(run) == [200, 300, 1_300, 1_400, 1_500])
        #expect(run.all(.faultHealed).map(\.milliseconds) == [1_450])
    }

    @Test func `Leaves every other session as it is`() throws {
        let run = try Observed(slow(Factor(20), for: .seconds(5), at: .milliseconds(10)))
        let calm = try Observed(.plain(sessions: 2))
        #expect(run.transcript(of: 2) == calm.transcript(of: 2))
        #expect(run.transcript(of: 1) != calm.transcript(of: 1))
    }

    @Test func `Is as slow as the slowest of two that overlap`() throws {
        let second = LanguageModelSlownessFault(factor: Factor(2), time: .seconds(9))
        let run = try Observed(
            slow(Factor(3), for: .seconds(9), at: .milliseconds(10))
                .with(.languageModelSlowness(second), .at(.constant(.milliseconds(20))))
        )
        #expect(try tokens(run) == [600, 900, 1_200, 1_500, 1_800])
    }

    @Test func `That takes longer than the timeout is given up, and asked again`() throws {
        var scenario = slow(Factor(100), for: .seconds(3), at: .milliseconds(10))
        scenario.system.agentTimeout = .seconds(5)
        scenario.limits.duration = .seconds(20)
        let run = try Observed(scenario)
        let abandoned = try run.first(.agentAbandoned)
        #expect(abandoned.time - (try run.first(.agentInvoked)).time == 5_000_000_000)
        #expect(run.all(.agentInvoked).of(session: 1).map(\.attempt) == [1, 2])
        #expect(run.all(.terminalReceived).map(\.frame) == [.final, .final])
    }

    @Test func `Answers new attempts in their time in the liveness phase`() throws {
        var scenario = slow(Factor(100), for: .seconds(60), at: .milliseconds(10))
        scenario.system.agentTimeout = .seconds(5)
        let run = try Observed(scenario)
        let liveness = try run.liveness
        let attempts = run.all(.agentInvoked).since(liveness)
        let answer = try #require(run.all(.terminalReceived).of(session: 1).first)
        #expect(answer.time > liveness.time)
        #expect(attempts.count <= 1)
        if let last = attempts.last {
            let first = try #require(run.all(.agentToken).since(last).first)
            #expect(first.time - last.time == 200_000_000)
        }
    }
}
