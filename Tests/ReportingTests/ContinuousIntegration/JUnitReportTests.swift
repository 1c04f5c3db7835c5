import Reporting
import Scenarios
import Simulator
import Testing

@Suite struct JUnitReportTests {
    private var results: [ScenarioResult] {
        get throws {
            [
                try Tales.disconnect.result(sessions: 2, seeds: [1, 2]),
                try Tales.overtaking.result(sessions: 1, seeds: [7, 9]) { $0.name = "a&<b>\"c\"" },
            ]
        }
    }

    @Test func `Each invariant of a scenario is a case, and the evidence is in the failure`() throws
    {
        let text = JUnitReport(try results).text
        try Snapshot.expect(text, is: "run.junit.xml")
        let document = JUnitDocument(text)
        #expect(document.problems.isEmpty, "\(document.problems)")
        #expect(document.counts["testsuite"] == 2)
        #expect(document.counts["testcase"] == 8)
        #expect(document.counts["failure"] == 1)
        #expect(document.body.contains("reproduce: rehearse run Scenarios/tale.yaml --seed 7"))
        #expect(document.attributes.contains { $0.values["name"] == "a&<b>\"c\"" })
    }

    @Test func `Counts are those of the cases`() throws {
        let document = JUnitDocument(JUnitReport(try results, omittedCount: 3).text)
        let all = try #require(document.attributes.first?.values)
        #expect(all["tests"] == "\(document.counts["testcase"] ?? 0)")
        #expect(all["failures"] == "\(document.counts["failure"] ?? 0)")
        #expect(all["errors"] == "\(document.counts["error"] ?? 0)")
        #expect(document.counts["error"] == 1)
    }

    @Test func `What proves nothing is an error, never a success`() throws {
        let doubtful = try Tales.disconnect.result(sessions: 2, seeds: [1], seen: 0)
        let document = JUnitDocument(JUnitReport([doubtful]).text)
        let error = try #require(document.attributes.first { $0.element == "error" })
        #expect(error.values["type"] == "inconclusive")
        #expect(error.values["message"] == "vacuous: mid-stream-disconnect was never seen")
    }

    @Test func `A known failure passes where it shows, and fails where it does not`() throws {
        let announced: (inout Scenario) -> Void = {
            $0.expectation.verdict = .violated("ordering.delivery")
        }
        let shown = try Tales.overtaking.result(sessions: 1, seeds: [7], announced)
        #expect(JUnitDocument(JUnitReport([shown]).text).counts["failure"] == nil)
        let missing = try Tales.disconnect.result(sessions: 2, seeds: [7], announced)
        let document = JUnitDocument(JUnitReport([missing]).text)
        let failure = try #require(document.attributes.first { $0.element == "failure" })
        #expect(
            failure.values["message"]
                == "the known failure of ordering.delivery did not show at any of these seeds"
        )
    }

    @Test func `Whatever a name or a text holds, the document stays one`() throws {
        let hostile = "]]>&amp;<!--\u{0}\u{1B}[31m\u{FFFF}\r\n\t'\"\u{1F600}"
        let result = try Tales.overtaking.result(sessions: 1, seeds: [7]) {
            $0.name = hostile
        }
        let document = JUnitDocument(JUnitReport([result]).text)
        #expect(document.problems.isEmpty, "\(document.problems)")
        let suite = try #require(document.attributes.first { $0.element == "testsuite" })
        #expect(
            suite.values["name"]
                == "]]>&amp;<!--\u{FFFD}\u{FFFD}[31m\u{FFFD}\r\n\t'\"\u{1F600}"
        )
    }
}
