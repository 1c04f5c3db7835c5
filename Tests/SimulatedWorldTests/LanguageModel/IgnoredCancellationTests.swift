import Histories
import Scenarios
import Testing

@Suite("An agent that ignores its cancellation") struct IgnoredCancellationTests {
    /// Replies of two seconds, given up after one.
    private func scenario(_ change: (inout Scenario) -> Void = { _ in }) -> Scenario {
        .plain { scenario in
            scenario.languageModel.ignoreCancellation = .whole
            scenario.languageModel.replies = .varying
            scenario.languageModel.tokenInterval = .constant(.milliseconds(450))
            scenario.system.agentTimeout = .seconds(1)
            change(&scenario)
        }
    }

    private func tokens(_ run: Observed, _ kind: FactKind, _ attempt: Int) -> [String?] {
        run.all(kind).filter { $0.attempt == attempt }.map(\.content)
    }

    @Test func `Goes on after the timeout, and nothing that it yields then is sent or committed`()
        throws
    {
        let run = try Observed(scenario { $0.system.maximumAttempts = 2 })
        let abandoned = run.all(.agentAbandoned)
        #expect(abandoned.map(\.attempt) == [1, 2])
        #expect(
            zip(abandoned, run.all(.agentInvoked)).allSatisfy { $0.time - $1.time == 1_000_000_000 }
        )
        for attempt in [1, 2] {
            #expect(tokens(run, .agentToken, attempt).count == 2)
            #expect(tokens(run, .agentTokenRefused, attempt).count == 3)
        }
        let late = Set(run.all(.agentTokenRefused).map(\.content))
        #expect(run.all(.tokenSent).allSatisfy { !late.contains($0.content) })
        #expect(run.all(.terminalReceived).map(\.frame) == [.error])
        // The second attempt begins while the first still talks.
        let second = try #require(run.all(.agentInvoked).last)
        #expect(second.time < (try #require(run.all(.agentTokenRefused).last)).time)
    }

    @Test func `Is left behind by a cancel at once`() throws {
        let run = try Observed(
            scenario { $0.system.agentTimeout = .seconds(30) }
                .with(.cancel(CancelFault()), .nth(.tokenReceived, 1))
        )
        let answer = try run.first(.terminalReceived)
        #expect(answer.frame == .cancelled)
        #expect(run.all(.agentTokenRefused).count == 4)
        #expect(answer.time < (try #require(run.all(.agentTokenRefused).last)).time)
        #expect(run.all(.tokenReceived).count == 1)
    }

    @Test func `Goes on for as many attempts as its share says, others end at their cancellation`()
        throws
    {
        let run = { (share: Share) in
            try Observed(
                self.scenario {
                    $0.languageModel.ignoreCancellation = share
                    $0.clients[0].sessions = 20
                    $0.system.maximumAttempts = 1
                }
            )
        }
        let talkers = { (run: Observed) in
            Set(run.all(.agentTokenRefused).map(\.session.index)).count
        }
        #expect(talkers(try run(.zero)) == 0)
        #expect((3...17).contains(talkers(try run(Share(percent: 50)))))
        #expect(talkers(try run(.whole)) == 20)
    }

    @Test func `Does not keep a server from stopping, however long it goes on`() throws {
        let run = try Observed(
            scenario {
                $0.languageModel.stall = .whole
                $0.system.agentTimeout = .seconds(30)
            }
            .with(.restart(RestartFault()), .at(.constant(.seconds(2))))
        )
        let stopped = try run.first(.serverStopped)
        // The limit of a graceful stop is ten seconds.
        #expect((11_900...12_100).contains(stopped.milliseconds))
        #expect(stopped.details?.count == 0)
        #expect(run.all(.serverStarted).count == 2)
        #expect(run.all(.terminalReceived).map(\.frame) == [.final])
    }

    @Test func `Heeds it in the liveness phase, where what stalls fails`() throws {
        let run = try Observed(
            scenario {
                $0.languageModel.stall = .whole
                $0.languageModel.tokenInterval = .constant(.milliseconds(10))
                $0.limits.duration = .seconds(2)
                $0.system.agentTimeout = .seconds(30)
            }
        )
        #expect(try run.first(.agentFailed).time == (try run.liveness).time)
        #expect(run.all(.terminalReceived).map(\.frame) == [.final])
        #expect(run.all(.agentTokenRefused).isEmpty)
    }

    @Test func `Is unlike one that heeds it, which ends a long wait at once`() throws {
        let run = try Observed(
            Scenario.plain { $0.languageModel.firstToken = .constant(.seconds(100)) }
                .with(.cancel(CancelFault()), .at(.constant(.seconds(1))))
                .with(.restart(RestartFault()), .at(.constant(.seconds(2))))
        )
        #expect(run.all(.terminalReceived).map(\.frame) == [.cancelled])
        #expect((2_000...2_010).contains(try run.first(.serverStopped).milliseconds))
    }
}
