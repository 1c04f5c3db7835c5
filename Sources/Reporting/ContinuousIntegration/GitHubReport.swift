import Invariants
import Scenarios
import SimulationKernel
import Simulator

/// The report of `rehearse run` inside a GitHub workflow: an annotation on the scenario's file for
/// each failure and each doubt, then the report as people read it; and a summary for the page of the
/// run.
package struct GitHubReport {
    private let results: [ScenarioResult]
    private let omittedCount: Int

    /// Makes the report of some scenarios, in the order given; so many more were to be run and were
    /// not begun.
    package init(_ results: [ScenarioResult], omittedCount: Int = 0) {
        self.results = results
        self.omittedCount = omittedCount
    }

    /// The report, with the end of its last line.
    ///
    /// Errors come before warnings: GitHub shows the first ten of each kind.
    package var text: String {
        let commands =
            results.flatMap(errors) + results.flatMap(warnings)
            + (omittedCount > 0 ? [omission] : [])
        let report = RunReport(results, style: .plain, omittedCount: omittedCount).text
        let fingerprint = Fingerprint(of: results.map(\.outcome.fingerprint))
        return commands.map { $0.text + "\n" }.joined()
            + WorkflowCommand.inert(report, token: "rehearsal-\(fingerprint)")
    }

    private func errors(of result: ScenarioResult) -> [WorkflowCommand] {
        var commands = result.failures.map { failure in
            WorkflowCommand(
                kind: .error,
                file: result.file,
                line: result.line,
                title: "\(failure.group.invariant) in \(result.outcome.scenario.name), "
                    + "seed \(failure.group.seeds[0])",
                message: FailureBlock(failure, of: result, style: .plain).lines.dropFirst()
                    .joined(separator: "\n")
            )
        }
        if result.outcome.verdict == .violated, result.outcome.failures.isEmpty,
            let id = result.outcome.announcedViolation
        {
            commands.append(
                WorkflowCommand(
                    kind: .error,
                    file: result.file,
                    line: result.line,
                    title: "\(id) in \(result.outcome.scenario.name)",
                    message: "the known failure of \(id) did not show at any of these seeds"
                )
            )
        }
        return commands
    }

    private func warnings(of result: ScenarioResult) -> [WorkflowCommand] {
        let doubts = result.outcome.doubts
        guard !doubts.isEmpty else { return [] }
        return [
            WorkflowCommand(
                kind: .warning,
                file: result.file,
                line: result.line,
                title: "\(result.outcome.scenario.name) is inconclusive",
                message: doubts.joined(separator: "\n")
            )
        ]
    }

    private var omission: WorkflowCommand {
        WorkflowCommand(
            kind: .warning,
            file: nil,
            line: nil,
            title: "rehearse is inconclusive",
            message: NumberText.count(omittedCount, "scenario") + " not begun"
        )
    }
}

extension GitHubReport {
    /// The summary for `$GITHUB_STEP_SUMMARY`, as Markdown.
    package var summary: String {
        var table = MarkdownTable([
            ("scenario", .left), ("runs", .right), ("comparisons", .right), ("verdict", .left),
        ])
        for result in results {
            table.add([
                result.outcome.scenario.name, NumberText.grouped(result.outcome.runs.count),
                NumberText.grouped(result.outcome.statistics.comparisons),
                result.outcome.verdict.word,
            ])
        }
        let report = RunReport(results, style: .plain, omittedCount: omittedCount)
        var lines: [String] = []
        for result in results {
            for failure in result.failures {
                let block = FailureBlock(failure, of: result, style: .plain).lines
                // A fence longer than any in the text ends it only where it should.
                let fence = String(repeating: "`", count: 12)
                lines += ["", "\(fence)text"] + block + [fence]
            }
        }
        return "## Rehearsal: \(report.verdict.word)\n\n" + table.text
            + lines.map { $0 + "\n" }.joined()
    }
}
