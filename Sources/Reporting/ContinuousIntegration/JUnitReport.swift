import Invariants
import Scenarios
import SimulationKernel
import Simulator

/// The report of `rehearse run` as JUnit XML: a suite for each scenario, in it a case for each
/// invariant, and one for whether the runs prove anything.
///
/// After the schema that Jenkins validates against (junit-10), of which GitLab, Azure and GitHub's
/// readers understand the same part: counts, `failure`, `error` and `skipped` with a message.
package struct JUnitReport {
    private let suites: [JUnitSuite]

    /// Makes the report of some scenarios, in the order given; so many more were to be run and were
    /// not begun.
    package init(_ results: [ScenarioResult], omittedCount: Int = 0) {
        suites =
            results.map(JUnitSuite.init)
            + (omittedCount > 0 ? [JUnitSuite(omittedCount: omittedCount)] : [])
    }

    /// The document, with the end of its last line.
    package var text: String {
        let all = suites.flatMap(\.cases)
        let wall = suites.reduce(0) { $0 + $1.wallTime }
        let opening =
            "<testsuites" + XMLText.attribute("name", "rehearse") + JUnitSuite.counts(of: all)
            + XMLText.attribute("time", JUnitSuite.seconds(wall)) + ">"
        return
            (["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", opening]
            + suites.flatMap(\.lines) + ["</testsuites>"])
            .map { $0 + "\n" }.joined()
    }
}

/// One scenario's part of the document.
struct JUnitSuite {
    let cases: [JUnitCase]
    let wallTime: Int64
    private let name: String
    private let properties: [(name: String, value: String)]

    init(_ result: ScenarioResult) {
        name = result.outcome.scenario.name
        wallTime = result.wallTime
        cases = JUnitCase.cases(of: result)
        let seeds = result.outcome.runs.map(\.seed)
        properties = [
            ("file", result.path),
            ("runs", "\(result.outcome.runs.count)"),
            ("seeds", seeds.count == 1 ? "\(seeds[0])" : "\(seeds[0])..\(seeds[seeds.count - 1])"),
            ("comparisons", "\(result.outcome.statistics.comparisons)"),
            ("fingerprint", result.outcome.fingerprint.description),
        ]
    }

    init(omittedCount: Int) {
        name = "rehearse"
        wallTime = 0
        properties = []
        let message = NumberText.count(omittedCount, "scenario") + " not begun"
        cases = [
            JUnitCase(name: "every scenario", suite: name, ending: .error(message, message))
        ]
    }

    var lines: [String] {
        let opening =
            "  <testsuite" + XMLText.attribute("name", name) + Self.counts(of: cases)
            + XMLText.attribute("skipped", "\(cases.count(where: \.isSkipped))")
            + XMLText.attribute("time", Self.seconds(wallTime)) + ">"
        let listed = properties.map { property in
            "      <property" + XMLText.attribute("name", property.name)
                + XMLText.attribute("value", property.value) + "/>"
        }
        let head = listed.isEmpty ? [] : ["    <properties>"] + listed + ["    </properties>"]
        return [opening] + head + cases.flatMap(\.lines) + ["  </testsuite>"]
    }

    /// The attributes that count cases.
    static func counts(of cases: [JUnitCase]) -> String {
        XMLText.attribute("tests", "\(cases.count)")
            + XMLText.attribute("failures", "\(cases.count(where: \.isFailure))")
            + XMLText.attribute("errors", "\(cases.count(where: \.isError))")
    }

    /// Nanoseconds as seconds.
    static func seconds(_ nanoseconds: Int64) -> String {
        NumberText.decimals(nanoseconds, per: 1_000_000_000, count: 3).replacing(",", with: "")
    }
}
