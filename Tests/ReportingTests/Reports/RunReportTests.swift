import Reporting
import Scenarios
import Simulator
import Testing

@Suite struct RunReportTests {
    @Test func `A run that holds is one row and a closing line`() throws {
        let result = try Tales.disconnect.result(sessions: 2, seeds: [1, 2])
        let report = RunReport([result], style: .plain)
        #expect(report.verdict == .passed)
        try Snapshot.expect(report.text, is: "run-passed.txt")
    }

    @Test func `A failure comes with evidence, cause and reproduction`() throws {
        let result = try Tales.overtaking.result(
            sessions: 1,
            seeds: [7, 9, 11, 12, 13, 14, 15, 16]
        )
        let report = RunReport([result], style: .plain)
        #expect(report.verdict == .violated)
        try Snapshot.expect(report.text, is: "run-violated.txt")
    }

    @Test func `What proves nothing is said under its scenario`() throws {
        let result = try Tales.disconnect.result(sessions: 2, seeds: [1], seen: 0)
        let report = RunReport([result], style: .plain)
        #expect(report.verdict == .inconclusive)
        #expect(report.text.contains("  ? vacuous: mid-stream-disconnect was never seen\n"))
        #expect(report.text.contains("1 scenario, 1 run: 1 inconclusive"))
    }

    @Test func `What was not begun is said, and is all that is said where nothing was`() throws {
        let result = try Tales.disconnect.result(sessions: 2, seeds: [1])
        let some = RunReport([result], style: .plain, omittedCount: 1)
        #expect(some.verdict == .inconclusive)
        #expect(some.text.contains("\n\n1 scenario not begun\n\n1 scenario, 1 run: 1 passed ·"))
        let none = RunReport([], style: .plain, omittedCount: 2)
        #expect(none.verdict == .inconclusive)
        #expect(none.text == "2 scenarios not begun\n")
    }

    @Test func `A documented failure that shows counts as passed, and says so`() throws {
        let result = try Tales.overtaking.result(sessions: 1, seeds: [7]) {
            $0.expectation.verdict = .violated("ordering.delivery")
        }
        #expect(result.failures.isEmpty)
        #expect(RunReport([result], style: .plain).text.contains("passed (known)"))
    }

    @Test func `A documented failure that does not show is a failure`() throws {
        let result = try Tales.disconnect.result(sessions: 2, seeds: [7]) {
            $0.expectation.verdict = .violated("ordering.delivery")
        }
        let text = RunReport([result], style: .plain).text
        #expect(
            text.contains(
                "  ! the known failure of ordering.delivery did not show at any of these seeds\n"
            )
        )
        #expect(text.contains("violated"))
    }

    @Test func `No line of the table is wider than 120 columns`() throws {
        let result = try Tales.disconnect.result(sessions: 2, seeds: Array(1...50)) {
            $0.name = "a-scenario-with-quite-a-name"
        }
        let lines = RunReport([result], style: .plain).text.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 120 })
    }

    @Test func `The JSON report has stable keys`() throws {
        let results = [
            try Tales.disconnect.result(sessions: 2, seeds: [1]),
            try Tales.overtaking.result(sessions: 1, seeds: [7]),
        ]
        try Snapshot.expect(RunReportJSON(results).text, is: "run.json")
    }
}
