import ArgumentParser
import Histories
import Invariants
import PlantedDefects
import Reporting
import Scenarios
import SimulatedWorld
import Simulator

/// `rehearse explain`: what led to the violations of a run.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Explains the violations of a run: what led to them, and the step that decided.",
        discussion: """
            FILE is a scenario that fails, a recording of a run that failed ('NAME.schedule'), or a \
            history (JSON lines, from 'rehearse run --record' or a real server).

            Of a scenario or a recording it is measured, too, how likely the failure becomes as the \
            run goes on: the run is made again and again, along with its schedule up to some step and \
            drawn anew from there. Where the share of runs that fail jumps, it was decided.
            """
    )

    @Argument(
        help: "The scenario, recording or history.",
        completion: .file(extensions: ["yaml", "schedule", "jsonl"])
    )
    var file: String

    @Option(help: "The seed at which the scenario fails, in place of its own.")
    var seed: UInt64?

    @Option(
        help: ArgumentHelp("The scheduling policy under which it fails.", valueName: "NAME"),
        transform: StrategyOption.parse
    )
    var strategy: SchedulingStrategy?

    @Flag(help: "Only the faults are on that the seed draws, as with 'rehearse run --swarm'.")
    var swarm = false

    @Option(
        help: ArgumentHelp("The planted defect of the architecture that fails.", valueName: "ID"),
        transform: DefectOption.parse
    )
    var defect: PlantedDefect?

    @Option(
        help: ArgumentHelp(
            "The invariant whose decisive step is looked for; the first that fails if not given.",
            valueName: "ID"
        ),
        transform: InvariantOption.parse
    )
    var invariant: String?

    @Option(help: "How many runs are made for each point; 0 leaves the measurement out.")
    var samples = 20

    @OptionGroup var jobs: JobOptions

    func validate() throws {
        guard (0...10_000).contains(samples) else {
            throw ValidationError(
                "'--samples \(samples)' measures nothing; give a number from 0 to 10000."
            )
        }
        if strategy?.isAdaptive == true {
            throw ValidationError("A search is many runs; name the one by its policy.")
        }
        guard !file.hasSuffix(".yaml") else { return }
        for (isGiven, name) in [
            (seed != nil, "--seed"), (strategy != nil, "--strategy"), (swarm, "--swarm"),
        ] where isGiven {
            throw ValidationError("'\(name)' belongs to a scenario; '\(file)' is none.")
        }
    }

    func run() throws {
        try Files.require(file, ending: ".yaml")
        if file.hasSuffix(".yaml") {
            try explain(
                ExplainedRun(file, seed: seed, strategy: strategy, isSwarm: swarm, defect: defect)
            )
        } else if file.hasSuffix(RecordingFile.ending) {
            try explain(ExplainedRun(RecordingFile(path: file), defect: defect))
        } else {
            try explainHistory()
        }
    }

    private func explainHistory() throws {
        let checked = try CheckedHistory(path: file, keepsFacts: true)
        let verdict = CheckReport.verdict(of: checked.results)
        tell(checked.results, of: checked.history, verdict)
        try ExitStatus(verdict).end()
    }

    private func explain(_ explained: ExplainedRun) throws {
        let run = explained.record()
        guard let history = run.history else {
            preconditionFailure("A run that was recorded has its facts.")
        }
        tell(run.results, of: history, run.verdict)
        let failed = run.violations.map(\.invariant)
        if let invariant, !failed.contains(invariant) {
            Terminal.complain("error: \(invariant) holds in this run\n")
        }
        if samples > 0, let invariant = invariant ?? failed.first, failed.contains(invariant) {
            measure(explained, invariant, history)
        }
        try ExitStatus(run.verdict).end()
    }

    private func tell(_ results: [InvariantResult], of history: History, _ verdict: Verdict) {
        let text = ExplainReport(results, of: history, style: Terminal.outputStyle).text
        Terminal.write(
            text.isEmpty ? "\(verdict.word): nothing is violated, so nothing is to explain\n" : text
        )
    }

    private func measure(_ explained: ExplainedRun, _ invariant: String, _ history: History) {
        let probe = CausalityProbe(
            explained.scenario,
            explained.run,
            subset: explained.subset,
            architecture: explained.architecture,
            invariant: invariant,
            samples: samples,
            jobs: jobs.threads
        )
        let progress = Progress(runs: probe.expectedRuns)
        progress.begin(explained.scenario.name, runs: probe.expectedRuns)
        Interruption.watch()
        let causality = probe.measure {
            Interruption.isAsked
        } done: {
            progress.advance()
        }
        progress.finish()
        guard let causality else {
            return Terminal.complain("interrupted: how likely it becomes was not measured\n")
        }
        let report = CausalityReport(
            causality,
            of: invariant,
            in: history,
            style: Terminal.outputStyle
        )
        Terminal.write("\n" + report.text)
    }
}
