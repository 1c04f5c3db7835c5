import Histories
import Invariants
import Reporting
import Simulator
import Testing

@Suite struct OrderingReportTests {
    private func report(_ tale: Tale, sessions: Int) -> String {
        let run = tale.run(
            sessions: sessions,
            checking: ["ordering.delivery", "durability.responses"]
        )
        let outcome = SweepOutcome(scenario: Tale.scenario(sessions: sessions), runs: [run])
        return OrderingReport(path: "Scenarios/tale.yaml", outcome: outcome, recorded: run).text
    }

    @Test func `The report of a disconnect tells what was redelivered and why`() throws {
        try Snapshot.expect(report(Tales.disconnect, sessions: 2), is: "disconnect.md")
    }

    @Test func `The report of a violation begins with it`() throws {
        try Snapshot.expect(report(Tales.overtaking, sessions: 1), is: "overtaking.md")
    }

    @Test func `The same run makes the same bytes`() {
        #expect(report(Tales.disconnect, sessions: 2) == report(Tales.disconnect, sessions: 2))
    }

    @Test func `A graceful stop at the end is neither a fault nor a lost connection`() {
        let text = report(Tales.overtaking, sessions: 1)
        #expect(text.contains("1 × disconnect (abrupt)."))
        #expect(!text.contains("server stopped"))
    }

    @Test(arguments: [
        ("connection ended", true, false), ("server crashed", false, true),
        ("no acknowledgement", false, false),
    ])
    func `A second claim says why the first was not enough`(
        reason: String,
        losesConnection: Bool,
        crashes: Bool
    ) {
        var tale = Tale()
        tale.connects(at: 100, connection: 1)
        tale.asks("s1-r1", at: 200, connection: 1, sequence: 1)
        tale.answers("s1-r1", at: 300, connection: 1, sequence: 1)
        tale.hands("s1-r1", at: 511, connection: 1, sequence: 1)
        if crashes {
            tale.add(.serverCrashed, at: 520, session: 0)
            tale.incarnation = 2
        }
        if losesConnection || crashes {
            tale.loses(at: 530, connection: 1)
            tale.connects(at: 800, connection: 2)
        }
        tale.add(
            .effectReleased,
            at: 5_511,
            request: "s1-r1",
            sequence: 1,
            attempt: 1
        )
        let second = losesConnection || crashes ? 2 : 1
        tale.hands("s1-r1", at: 5_600, connection: second, sequence: 1, claim: 2)
        tale.receives("s1-r1", at: 5_650, connection: second, sequence: 1, claim: 2)
        let text = report(tale, sessions: 1)
        #expect(text.contains("redelivered: \(reason)"))
        #expect(text.contains("| \(reason)"))
    }
}
