import Scenarios
package import Simulator

/// The report of `rehearse crash-sweep`: how much of the run was gone through, and what failed.
package struct CrashSweepReport {
    private static let shownDoubts = 5

    private let outcome: CrashSweepOutcome
    private let failures: [ScenarioResult]
    private let title: String

    /// Makes the report of a sweep.
    ///
    /// - Parameters:
    ///   - outcome: What it came to.
    ///   - title: The scenario's file.
    ///   - failures: What failed, each with its evidence, one for each group of points.
    package init(_ outcome: CrashSweepOutcome, title: String, failures: [ScenarioResult]) {
        self.outcome = outcome
        self.title = title
        self.failures = failures
    }

    /// The report for a terminal, with the end of its last line; `wallTime` is how long the sweep
    /// took, in nanoseconds.
    package func text(_ style: TextStyle, wallTime: Int64) -> String {
        var table = TerminalTable([
            ("points", .left), ("covered", .right), ("of", .right), ("share", .right),
        ])
        for row in rows { table.add(row.map { .init($0) }) }
        var lines = ["crash sweep of \(title) at seed \(outcome.survey.run.seed)", ""]
        lines += table.lines(style)
        let doubts = outcome.doubts
        if outcome.verdict == .inconclusive {
            lines += doubts.prefix(Self.shownDoubts).map { style.paint("  ? \($0)", .doubtful) }
            if doubts.count > Self.shownDoubts {
                lines.append("  ? and \(doubts.count - Self.shownDoubts) more")
            }
        }
        for result in failures {
            for failure in result.failures {
                lines += [""] + FailureBlock(failure, of: result, style: style).lines
            }
        }
        return (lines + ["", summary(style, wallTime: wallTime)]).map { $0 + "\n" }.joined()
    }

    /// The report as Markdown; of virtual time alone, so that the same sweep makes the same bytes.
    package var markdown: String {
        var table = MarkdownTable([
            ("points", .left), ("covered", .right), ("of", .right), ("share", .right),
        ])
        for row in rows { table.add(row) }
        var text = "# Crash sweep of \(outcome.scenario.name)\n\n"
        text += "**\(headline)** \(scope)\n\n\(outcome.scenario.summary)\n\n\(table.text)"
        if !outcome.doubts.isEmpty {
            text += "\nWhat is not known:\n\n"
            text += outcome.doubts.prefix(Self.shownDoubts).map { "- \($0)\n" }.joined()
            let rest = outcome.doubts.count - Self.shownDoubts
            if rest > 0 { text += "- and \(NumberText.grouped(rest)) more\n" }
        }
        for result in failures {
            for failure in result.failures {
                let lines = FailureBlock(failure, of: result, style: .plain).lines
                text += "\n```\n" + lines.map { $0 + "\n" }.joined() + "```\n"
            }
        }
        return text
    }

    private var headline: String {
        switch outcome.verdict {
        case .passed: "It held."
        case .violated: "It did not hold."
        case .inconclusive: "It is not known whether it holds."
        }
    }

    private var scope: String {
        let survey = outcome.survey
        let verb = outcome.covered == 1 ? "was" : "were"
        return "Of \(kind(outcome.total)) of the run at seed \(survey.run.seed), "
            + "\(NumberText.grouped(outcome.covered)) \(verb) gone through, each in a run of its "
            + "own; every invariant was checked in each."
    }

    private func kind(_ count: Int) -> String {
        switch outcome.selection {
        case .crashes:
            NumberText.count(count, "point between two steps", plural: "points between two steps")
        case .powerLosses:
            NumberText.count(count, "write of the disk", plural: "writes of the disk")
        case .pairs:
            NumberText.count(count, "drawn pair of crashes", plural: "drawn pairs of crashes")
        }
    }

    private var rows: [[String]] {
        let survey = outcome.survey
        let isCrashes = if case .crashes = outcome.selection { true } else { false }
        let isPower = if case .powerLosses = outcome.selection { true } else { false }
        var rows = [
            row(
                "crash before a step",
                isCrashes ? outcome.covered : 0,
                of: survey.steps * survey.instances
            )
        ]
        if outcome.idle > 0 {
            rows.append(
                row("  of these while the server was down", outcome.idle, of: outcome.covered)
            )
        }
        rows.append(
            row(
                "crash right before and after a commit",
                outcome.coveredCommits,
                of: survey.commits.count
            )
        )
        rows.append(
            row("crash right before and after a send", outcome.coveredSends, of: survey.sends.count)
        )
        rows.append(
            row("power loss at a disk write", isPower ? outcome.covered : 0, of: survey.diskWrites)
        )
        if case .pairs(let count) = outcome.selection {
            rows.append(row("drawn pairs of crashes", outcome.covered, of: count))
        }
        return rows
    }

    private func row(_ name: String, _ covered: Int, of total: Int) -> [String] {
        // Rounded down, so that only all is 100 %.
        let share = total > 0 ? NumberText.tenths(Int64(covered * 1_000 / total)) + " %" : "–"
        return [name, NumberText.grouped(covered), NumberText.grouped(total), share]
    }

    private func summary(_ style: TextStyle, wallTime: Int64) -> String {
        let failed = outcome.failures.count
        let verdict = style.paint(outcome.verdict.word, outcome.verdict.meaning)
        let open = outcome.total - outcome.covered
        let rate =
            wallTime > 0
            ? Int64(Double(outcome.visits.count) * 1e10 / Double(wallTime)) : 0
        return "\(verdict): \(NumberText.grouped(outcome.covered)) of "
            + "\(NumberText.count(outcome.total, "point")) covered, "
            + "\(NumberText.grouped(open)) not; "
            + "\(NumberText.grouped(failed)) failed · \(TimeText.length(wallTime)), "
            + "\(NumberText.tenths(rate)) points per second"
    }
}
