import Histories
import Reporting
import Testing

/// The state of the system, told from facts.
@Suite struct StateReportTests {
    /// The report at an instant of a tale, in milliseconds.
    private func report(_ tale: Tale, at instant: Int64, session: Int? = nil) -> String {
        let history = tale.history(sessions: 2)
        var state = SystemState(sessionCount: 2)
        for fact in history.facts where fact.time <= instant * 1_000_000 { state.read(fact) }
        return StateReport(
            state,
            sessions: history.sessions,
            session: session.map { SessionNumber($0) },
            style: .plain
        ).text
    }

    @Test func `Before the first fact there is nothing`() {
        #expect(
            report(Tales.disconnect, at: -1) == """
                before the first phase

                2 sessions not shown, 2 of them quiet

                """
        )
    }

    @Test func `While the agent streams, the queue has its event and the client waits`() {
        #expect(
            report(Tales.disconnect, at: 450) == """
                safety phase

                session 1, user-1:helper:main
                  connections       1 since 0.100s
                  client waits for  s1-r1 since 0.200s
                  queue             s1-r1 (seq 1) being processed since 0.300s
                  agent stream      attempt 1 at s1-r1 since 0.300s, 1 token
                  answered          0

                session 2, user-2:helper:main
                  connections       2 since 0.110s
                  client waits for  s2-r1 since 0.220s
                  queue             s2-r1 (seq 1) waiting since 0.232s
                  answered          0

                """
        )
    }

    @Test func `Without a connection the effect waits in the outbox`() {
        #expect(
            report(Tales.disconnect, at: 1_000, session: 2) == """
                safety phase
                last fault: disconnect (abrupt) at 0.820s, session user-2:helper:main

                session 2, user-2:helper:main
                  connections       –
                  client waits for  s2-r1 since 0.220s
                  queue             –
                  agent stream      –
                  outbox            s2-r1 pending since 0.810s
                  answered          0

                """
        )
    }

    @Test func `A claim is executing until it is completed`() {
        let during = report(Tales.disconnect, at: 1_520, session: 2)
        #expect(during.contains("outbox            s2-r1 executing, attempt 1 since 1.502s"))
        let after = report(Tales.disconnect, at: 1_550, session: 2)
        #expect(after.contains("outbox            –"))
        #expect(after.contains("answered          1"))
    }

    @Test func `A crash ends what ran on that server`() {
        var tale = Tale()
        tale.add(.serverStarted, at: 0, session: 0)
        tale.asks("s1-r1", at: 100, connection: 1, sequence: 1)
        tale.add(.agentInvoked, at: 200, request: "s1-r1", sequence: 1, attempt: 1)
        tale.add(.serverCrashed, at: 300, session: 0)
        let text = report(tale, at: 400, session: 1)
        #expect(text.contains("server 1: down since 0.300s, life 1"))
        #expect(text.contains("queue             s1-r1 (seq 1) lost with its server since 0.300s"))
        #expect(text.contains("agent stream      –"))
    }

    @Test func `After a failure the queue backs off`() {
        var tale = Tale()
        tale.asks("s1-r1", at: 100, connection: 1, sequence: 1)
        tale.add(.agentInvoked, at: 200, request: "s1-r1", sequence: 1, attempt: 1)
        tale.add(.agentFailed, at: 300, request: "s1-r1", sequence: 1, attempt: 1)
        #expect(report(tale, at: 300).contains("s1-r1 (seq 1) backing off since 0.300s"))
    }

    @Test func `The store's tables say what is not done`() {
        var tale = Tale()
        tale.add(.storeInspected, at: 10, request: "s1-r1", sequence: 1) { $0.table = .events }
        tale.add(.storeInspected, at: 10, sequence: 1) { $0.table = .checkpoints }
        for (request, status) in [("s1-r1", "executing"), ("s1-r2", "completed")] {
            tale.add(.storeInspected, at: 10, request: request, attempt: 2) { details in
                details.table = .effects
                details.status = status
            }
        }
        tale.add(.storeInspected, at: 10, session: 0) { $0.table = .end }
        let history = tale.history(sessions: 2)
        #expect(
            StoreTables(history.facts, sessions: history.sessions).text == """
                store, read with SQL of the harness's own: 1 event, 1 checkpoint, 2 effects \
                (1 executing, 1 completed), 0 leases
                  effect ? of user-1:helper:main, request s1-r1: executing, attempt_count 2

                """
        )
        #expect(
            StoreTables(history.facts, sessions: history.sessions, session: 2).text == """
                store of user-2:helper:main, read with SQL of the harness's own: 0 events, \
                0 checkpoints, 0 effects, 0 leases

                """
        )
    }
}
