import Reporting
import Scenarios
import Simulator
import Testing

/// The index of the ordering reports.
@Suite struct ReportIndexTests {
    private func entry(_ path: String, _ tale: Tale, known: Bool = false) -> ReportIndex.Entry {
        var scenario = Tale.scenario(sessions: 2)
        scenario.name = path.split(separator: "/").last.map { String($0.dropLast(5)) } ?? path
        if known { scenario.expectation.verdict = .violated("ordering.delivery") }
        let run = tale.run(sessions: 2, checking: ["ordering.delivery"])
        let outcome = SweepOutcome(scenario: scenario, runs: [run])
        return ReportIndex.Entry(outcome: outcome, path: path, stem: scenario.name)
    }

    @Test func `Scenarios stand by their themes, with verdict and link`() throws {
        let index = ReportIndex([
            entry("Scenarios/known-limits/lost.yaml", Tales.overtaking, known: true),
            entry("Scenarios/network/first.yaml", Tales.disconnect),
            entry("Scenarios/network/second.yaml", Tales.overtaking),
        ])
        try Snapshot.expect(index.text, is: "index.md")
    }
}
