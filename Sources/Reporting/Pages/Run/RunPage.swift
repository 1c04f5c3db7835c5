package import Histories
package import Invariants
import Scenarios
package import Simulator

/// One run as a page: what was checked, what happened in each lane over virtual time, and why.
///
/// It is one file that needs nothing else, neither a server nor a network.
/// Determinism: equal runs make equal bytes; no wall time, date, host or absolute path is in it.
package struct RunPage {
    /// The scenario's name, or that of the history's file.
    let title: String
    /// What it is about, in sentences; empty if that is not known.
    let summary: String
    /// How much was rehearsed.
    let workload: String
    /// That a violation was expected, if it was.
    let announcement: String?
    let headline: String
    let verdict: Verdict
    let results: [InvariantResult]
    let doubts: [String]
    let history: History
    let digest: HistoryDigest
    /// The command that makes the run again, if there is one.
    package var command: String?

    /// Makes the page of a run that was recorded.
    ///
    /// - Parameters:
    ///   - path: the scenario's file, relative to where the command is run.
    ///   - arguments: what else the command needs to run it.
    ///   - command: the name of the command.
    ///   - outcome: what its seeds came to.
    ///   - recorded: one of these runs, with its history.
    package init(
        path: String,
        arguments: [String] = [],
        command: String = "rehearse",
        outcome: SweepOutcome,
        recorded: RunOutcome
    ) {
        let report = OrderingReport(
            path: path,
            arguments: arguments,
            command: command,
            outcome: outcome,
            recorded: recorded
        )
        let isAlone = outcome.runs.count == 1
        title = outcome.scenario.name
        summary = outcome.scenario.summary
        workload = report.workload
        announcement = report.announcement
        verdict = isAlone ? outcome.verdict : recorded.verdict
        headline = Headline.words(
            for: verdict,
            isAnnounced: isAlone && outcome.announcedViolation != nil
        )
        results = recorded.results
        doubts = isAlone ? outcome.doubts : recorded.doubts
        history = recorded.history ?? History()
        digest = report.digest
        self.command = report.invocation
    }

    /// Makes the page of a history from elsewhere, with what the invariants say of it.
    package init(history: History, name: String, results: [InvariantResult]) {
        title = history.header.scenario.isEmpty ? name : history.header.scenario
        summary = "A recorded history: \(name)."
        digest = HistoryDigest(history)
        announcement = nil
        verdict = CheckReport.verdict(of: results)
        headline = Headline.words(for: verdict, isAnnounced: false)
        self.results = results
        doubts = results.compactMap { result in
            guard case .inconclusive(let reason) = result.outcome else { return nil }
            return "\(result.invariant.id): \(reason)"
        }
        self.history = history
        command = nil
        let comparisons = results.reduce(0) { $0 + $1.comparisons }
        workload =
            "\(NumberText.count(digest.sessions.count, "session")) with "
            + "\(NumberText.count(history.facts.count, "fact")); "
            + "\(NumberText.count(comparisons, "comparison")) were made."
    }

    /// The document.
    package var text: String {
        let telling = digest.tellingSessions(limit: 1).first?.number ?? 1
        return PageFrame(
            title: "\(title) · Rehearsal",
            styles: [PackageResources.run_css],
            content: content,
            attributes: " data-telling=\"\(telling)\""
        ).text
    }

    private var content: HTML {
        """
        \(header)
        \(evidence)
        \(timeline)
        \(latencies)
        \(checks)
        \(faults)
        \(redeliveries)
        \(sessions)
        \(footer)
        <script type="application/json" id="data">\(data)</script>
        <script type="module">
        \(HTML(trusted: Self.code))</script>
        """
    }

    private var data: HTML {
        let violations = results.flatMap { $0.violations.prefix(3) }
        return HTML(trusted: PageData(history, violations: violations).text)
    }

    /// The page's code, in the order in which its parts build on each other.
    private static let code = [
        PackageResources.data_js, PackageResources.model_js, PackageResources.rows_js,
        PackageResources.drawing_js, PackageResources.marks_js, PackageResources.view_js,
        PackageResources.pointer_js, PackageResources.panel_js, PackageResources.controls_js,
    ].map(PageFrame.text).joined(separator: "\n")
}
