import Histories
import Invariants
import Reporting
import Simulator
import Testing

@Suite struct CheckReportTests {
    private func results(_ tale: Tale) -> [InvariantResult] {
        CheckerSet.check(tale.history(), ["ordering.sequence", "ordering.delivery"])
    }

    @Test func `Violations follow the table`() throws {
        let results = results(Tales.overtaking)
        #expect(CheckReport.verdict(of: results) == .violated)
        try Snapshot.expect(CheckReport(results, style: .plain).text, is: "check.txt")
    }

    @Test func `Facts that a source cannot observe make the check inconclusive, never passed`() {
        var history = Tales.overtaking.history()
        history.header.observed = [.eventAppended]
        let results = CheckerSet.check(history, ["ordering.delivery"])
        #expect(CheckReport.verdict(of: results) == .inconclusive)
        #expect(
            CheckReport(results, style: .plain).text.contains(
                "inconclusive: the history has no terminal-received facts"
            )
        )
    }
}
