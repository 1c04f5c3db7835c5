import Histories
import Reporting
import Testing

/// What lasted, and how it ended.
@Suite struct SpanListTests {
    /// Each span of a session in words: `attempt 300–500 done`.
    private func words(_ tale: Tale, session: Int = 1) -> [String] {
        SpanList(tale.history(sessions: 2)).spans.filter { $0.session.index == session }.map {
            let (begun, ended) = ($0.begun / 1_000_000, $0.ended / 1_000_000)
            return "\($0.kind.rawValue) \(begun)–\(ended) \($0.ending.rawValue)"
        }
    }

    @Test func `A request that goes well leaves a span in each lane`() {
        #expect(
            words(Tales.disconnect) == [
                "connection 100–12001 done", "request 200–540 done", "waiting 212–300 done",
                "processing 300–510 done", "attempt 300–500 done", "effect 510–560 done",
                "delivery 511–560 done",
            ]
        )
    }

    @Test func `What runs on a server ends with it`() {
        var tale = Tale()
        tale.connects(at: 100, connection: 1)
        tale.asks("s1-r1", at: 200, connection: 1, sequence: 1)
        tale.add(.agentInvoked, at: 300, request: "s1-r1", sequence: 1, attempt: 1)
        tale.add(.serverCrashed, at: 400, session: 0)
        tale.incarnation = 2
        tale.answers("s1-r1", at: 1_400, connection: 1, sequence: 1, attempt: 2)
        #expect(
            words(tale) == [
                "connection 100–1610 open", "request 200–1610 open", "waiting 212–300 done",
                "processing 300–1610 done", "attempt 300–400 cut off", "attempt 1400–1600 done",
                "effect 1610–1610 open",
            ]
        )
    }

    @Test func `Between a failure and the next attempt the queue backs off`() {
        var tale = Tale()
        tale.asks("s1-r1", at: 200, connection: 1, sequence: 1)
        tale.add(.agentInvoked, at: 300, request: "s1-r1", sequence: 1, attempt: 1)
        tale.add(.agentFailed, at: 350, request: "s1-r1", sequence: 1, attempt: 1)
        tale.answers("s1-r1", at: 1_350, connection: 1, sequence: 1, attempt: 2)
        #expect(words(tale).contains("attempt 300–350 failed"))
        #expect(words(tale).contains("back-off 350–1350 done"))
    }

    @Test func `Phases and lives of servers are of no session`() {
        let spans = SpanList(Tales.overtaking.history()).spans.filter { $0.session.isNone }
        #expect(spans.map(\.note) == ["safety", "liveness", "stopped"])
        #expect(spans.map(\.ended).last == 6_010_000_000)
    }
}
