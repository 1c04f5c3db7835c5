import ArgumentParser
import Histories
import Invariants
import Reporting
import ScenarioFormat
import Scenarios
import Simulator

/// `rehearse report`: what happened in scenarios, or in recorded histories, for readers and viewers.
struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes what happened in scenarios, or in recorded histories.",
        discussion: """
            Each scenario runs at its own seed. The forms:

            markdown   the ordering report of each scenario; of the whole library also an index
            html       a page for each run with its lanes over virtual time, and an index
            perfetto   the trace format of Chrome, for ui.perfetto.dev
            otlp       the spans of OpenTelemetry, as JSON, for any viewer of traces
            svg        a picture of the session with most to tell

            Reports are made of virtual time alone: the same scenarios make the same bytes. Reports \
            of scenarios that were not given stay as they are. A file that ends in .jsonl is a \
            recorded history, as 'rehearse run --record' or a real server writes it.
            """
    )

    @OptionGroup var scenarios: ScenarioOptions

    @Option(help: "The form: markdown, html, perfetto, otlp or svg.")
    var format = ReportFormat.markdown

    @Option(help: "The seed, in place of each scenario's own.")
    var seed: UInt64?

    @Option(help: ArgumentHelp("The folder to write to.", valueName: "DIR"), completion: .directory)
    var out = "Reports"

    func validate() throws {
        guard let history = histories.first else { return }
        if format == .markdown || format == .svg {
            throw ValidationError(
                "'\(history)' is a recorded history; give '--format html', 'perfetto' or 'otlp'."
            )
        }
        if seed != nil {
            throw ValidationError("'\(history)' is a recorded history; it has the seed it has.")
        }
    }

    /// The files among the paths that are recorded histories.
    private var histories: [String] {
        scenarios.paths.filter { $0.hasSuffix(RecordedHistory.ending) }
    }

    func run() throws {
        var verdict = Verdict.passed
        for path in histories { verdict = verdict.combined(with: try report(history: path)) }
        var others = scenarios
        others.paths.removeAll { $0.hasSuffix(RecordedHistory.ending) }
        if !others.paths.isEmpty {
            verdict = verdict.combined(with: try report(scenarios: others.load()))
        }
        try ExitStatus(verdict).end()
    }

    private func report(scenarios entries: [ScenarioLibrary.Entry]) throws -> Verdict {
        let progress = Progress(runs: entries.count)
        defer { progress.finish() }
        var results: [ScenarioResult] = []
        for entry in entries {
            progress.begin(entry.scenario.name, runs: 1)
            let sweep = SeedSweep(
                scenario: entry.scenario,
                architecture: .rehearsed,
                jobs: 1
            )
            let recorded = sweep.record(seed: seed ?? entry.scenario.seed)
            let outcome = SweepOutcome(scenario: entry.scenario, runs: [recorded])
            var recorder = Recorder(sweep: sweep, outcome: outcome, recorded: recorded)
            try recorder.write(format, of: entry, to: out)
            results.append(
                ScenarioResult(
                    path: entry.path,
                    title: entry.title,
                    outcome: outcome.withoutHistories,
                    wallTime: 0,
                    caller: Rehearsed.caller,
                    failures: []
                )
            )
            progress.advance()
            progress.end(outcome.verdict.word)
        }
        try writeIndex(of: zip(entries, results).map { ($0, $1) })
        return results.reduce(.passed) { $0.combined(with: $1.outcome.verdict) }
    }

    /// Writes the index of what was written, if the form has one.
    private func writeIndex(of results: [(ScenarioLibrary.Entry, ScenarioResult)]) throws {
        switch format {
        case .html:
            let entries = results.map { entry, result in
                SweepIndex.Entry(result: result, page: "\(entry.fileStem).html")
            }
            try Files.write(SweepIndex(entries).text, to: "\(out)/index.html")
        case .markdown where scenarios.areDefault && seed == nil:
            let entries = results.map { entry, result in
                ReportIndex.Entry(outcome: result.outcome, path: entry.path, stem: entry.fileStem)
            }
            try Files.write(ReportIndex(entries).text, to: "\(out)/README.md")
        case .markdown, .perfetto, .otlp, .svg: break
        }
    }

    private func report(history path: String) throws -> Verdict {
        let history = try RecordedHistory.read(path)
        let results = CheckerSet.check(history)
        let name = RecordedHistory.stem(of: path)
        let text =
            format.trace(of: history)
            ?? RunPage(history: history, name: "\(name).jsonl", results: results).text
        try Files.write(text, to: "\(out)/\(name).\(format.ending)")
        return CheckReport.verdict(of: results)
    }
}
