import Foundation
import Invariants
import Reporting
import Scenarios
import Simulator
import Testing

@Suite struct SARIFReportTests {
    private struct Log: Decodable {
        struct Run: Decodable {
            let tool: Tool
            let results: [Result]
        }

        struct Tool: Decodable {
            let driver: Driver
        }

        struct Driver: Decodable {
            let name: String
            let rules: [Rule]
        }

        struct Rule: Decodable {
            let id: String
            let shortDescription: Text
        }

        struct Text: Decodable {
            let text: String
        }

        struct Result: Decodable {
            struct Location: Decodable {
                let physicalLocation: Place
            }

            struct Place: Decodable {
                struct Artifact: Decodable {
                    let uri: String
                }

                struct Region: Decodable {
                    let startLine: Int
                }

                let artifactLocation: Artifact
                let region: Region
            }

            let ruleId: String
            let ruleIndex: Int
            let level: String
            let message: Text
            let locations: [Location]?
            let partialFingerprints: [String: String]?
            let occurrenceCount: Int?
        }

        let version: String
        let runs: [Run]
    }

    private func log(_ results: [ScenarioResult], omittedCount: Int = 0) throws -> Log.Run {
        let text = SARIFReport(results, omittedCount: omittedCount).text
        let log = try JSONDecoder().decode(Log.self, from: Data(text.utf8))
        #expect(log.version == "2.1.0")
        return try #require(log.runs.first)
    }

    @Test func `A failure is a result with its rule, its file and the line that reproduces it`()
        throws
    {
        let result = try Tales.overtaking.result(sessions: 1, seeds: [7, 9])
        try Snapshot.expect(SARIFReport([result]).text, is: "run.sarif")
        let run = try log([result])
        let failure = try #require(run.results.first)
        #expect(failure.ruleId == "ordering.delivery")
        #expect(run.tool.driver.rules[failure.ruleIndex].id == failure.ruleId)
        #expect(failure.level == "error")
        #expect(
            failure.message.text.contains(
                "reproduce: rehearse run Scenarios/tale.yaml --seed 7"
            )
        )
        let place = try #require(failure.locations?.first?.physicalLocation)
        #expect(place.artifactLocation.uri == "Scenarios/tale.yaml")
        #expect(place.region.startLine >= 1)
    }

    @Test func `The same failure at other seeds is the same alert`() throws {
        let fingerprints = try [[UInt64(7)], [9, 11]].map { seeds in
            try log([Tales.overtaking.result(sessions: 1, seeds: seeds)])
                .results.first?.partialFingerprints
        }
        #expect(fingerprints[0] != nil)
        #expect(fingerprints[0] == fingerprints[1])
    }

    @Test func `Every invariant is a rule, in words`() throws {
        let rules = try log([]).tool.driver.rules
        #expect(rules.map(\.id) == InvariantRegistry.all.map(\.id) + ["inconclusive"])
        #expect(rules.allSatisfy { !$0.shortDescription.text.isEmpty })
    }

    @Test func `What proves nothing is a warning, never silent`() throws {
        let doubtful = try Tales.disconnect.result(sessions: 2, seeds: [1], seen: 0)
        let run = try log([doubtful], omittedCount: 2)
        #expect(run.results.map(\.ruleId) == ["inconclusive", "inconclusive"])
        #expect(run.results.map(\.level) == ["warning", "warning"])
        #expect(run.results[0].message.text == "vacuous: mid-stream-disconnect was never seen")
        #expect(run.results[1].message.text == "2 scenarios not begun")
    }

    @Test func `A known failure that does not show is an error`() throws {
        let missing = try Tales.disconnect.result(sessions: 2, seeds: [7]) {
            $0.expectation.verdict = .violated("ordering.delivery")
        }
        let result = try #require(try log([missing]).results.first)
        #expect(result.ruleId == "ordering.delivery")
        #expect(result.message.text.contains("did not show at any of these seeds"))
    }

    @Test(arguments: [
        ("Scenarios/a b.yaml", "Scenarios/a%20b.yaml"), ("/tmp/ä.yaml", "file:///tmp/%C3%A4.yaml"),
        ("a#b?c%.yaml", "a%23b%3Fc%25.yaml"),
    ])
    func `A path is a reference that means the same file`(path: String, expected: String) {
        #expect(SARIFReport.reference(to: path) == expected)
    }
}
