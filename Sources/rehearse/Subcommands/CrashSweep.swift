import ArgumentParser
import PlantedDefects
import Reporting
import ScenarioFormat
import Scenarios
import SimulatedWorld
import Simulator

/// `rehearse crash-sweep`: crashes one run at every point of it.
struct CrashSweep: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crash-sweep",
        abstract: "Crashes the server before every step of one run, and checks that it recovers.",
        discussion: """
            Runs the scenario once, then once more for each point: the server dies there, starts \
            again after a second, and the run goes on to its end under every invariant. With \
            --power-loss the points are the writes of the disk, and of what was not synced by then \
            a drawn part is lost or torn. Points are those of the safety phase; what --every leaves \
            out counts as not covered.

            A point that fails is shown with the command that runs it again. The first failures are \
            left as files in Reports/failures: made as simple as they can be, the crash after a fact \
            in place of a step, and with the recorded schedule for 'rehearse replay'.
            """
    )

    @OptionGroup var scenarios: ScenarioOptions

    @Option(help: "The seed of the run, in place of the scenario's own.")
    var seed: UInt64?

    @Flag(help: "Let the power fail at each write of the disk, in place of crashes.")
    var powerLoss = false

    @Option(help: "Draw that many pairs of crashes from the seed, in place of single ones.")
    var pairs: Int?

    @Option(help: "Go through every so manieth point only.")
    var every = 1

    @Flag(help: "Stop at the first point that fails, in place of going through all.")
    var failFast = false

    @Flag(
        inversion: .prefixedNo,
        help: "Make the first failures as simple as they can be, as files."
    )
    var shrink = true

    @OptionGroup var shrinking: ShrinkOptions
    @OptionGroup var jobs: JobOptions

    @Option(
        help: ArgumentHelp(
            "Write the report there as Markdown, and the histories of failures.",
            valueName: "DIR"
        ),
        completion: .directory
    )
    var report: String?

    @Option(
        help: ArgumentHelp(
            "Sweep the architecture with that planted defect, to see how a failure looks.",
            valueName: "ID"
        ),
        completion: DefectOption.completion,
        transform: DefectOption.parse
    )
    var defect: PlantedDefect?

    func validate() throws {
        guard (1...1_000_000).contains(every) else {
            throw ValidationError("'--every \(every)' names no points; give a number from 1.")
        }
        guard let pairs else { return }
        guard (1...1_000_000).contains(pairs) else {
            throw ValidationError("'--pairs \(pairs)' draws nothing; give a number from 1.")
        }
        guard !powerLoss, every == 1 else {
            throw ValidationError(
                "'--pairs' draws crashes; leave out '--power-loss' and '--every'."
            )
        }
    }

    func run() throws {
        let entry = try entry()
        let sweep = Simulator.CrashSweep(
            scenario: entry.scenario,
            seed: seed ?? entry.scenario.seed,
            architecture: defect.map { Architecture($0) } ?? .rehearsed,
            jobs: jobs.threads
        )
        let survey = sweep.survey()
        let stopwatch = Stopwatch()
        let outcome = run(sweep, of: survey, named: entry.scenario.name)
        let wallTime = stopwatch.elapsed
        let recorder = PointRecorder(
            entry: entry,
            sweep: sweep,
            outcome: outcome,
            defect: defect,
            shrinker: shrinker
        )
        let failures = try recorder.failures(writingTo: report.map { "\($0)/failures" })
        let told = CrashSweepReport(outcome, title: entry.title, failures: failures)
        Terminal.write(told.text(Terminal.outputStyle, wallTime: wallTime))
        if let report {
            try Files.write(told.markdown, to: "\(report)/\(entry.fileStem)-\(kind).md")
        }
        try ExitStatus(outcome.verdict).end()
    }

    private func run(
        _ sweep: Simulator.CrashSweep,
        of survey: CrashSurvey,
        named name: String
    ) -> CrashSweepOutcome {
        let count = selection.points(in: survey).count
        let progress = Progress(runs: count)
        defer { progress.finish() }
        progress.begin(name, runs: count)
        Interruption.watch()
        let outcome = sweep.run(selection, of: survey, stopsAtFailure: failFast) {
            Interruption.isAsked
        } done: { visit in
            progress.advance(hasFailed: visit.failure != nil)
        }
        progress.end(outcome.verdict.word)
        return outcome
    }

    private var shrinker: FailureShrinker {
        FailureShrinker(
            time: shrink ? shrinking.shrinkFor : 0,
            threads: jobs.threads,
            defect: defect,
            folder: report.map { "\($0)/failures" } ?? ShrinkOptions.folder
        )
    }

    private var selection: CrashSelection {
        if let pairs { return .pairs(pairs) }
        return powerLoss ? .powerLosses(every: every) : .crashes(every: every)
    }

    private var kind: String {
        if pairs != nil { return "crash-pairs" }
        return powerLoss ? "power-loss-sweep" : "crash-sweep"
    }

    private func entry() throws -> ScenarioLibrary.Entry {
        guard !scenarios.areDefault else {
            throw ValidationError("Name the scenario that is to be swept.")
        }
        let entries = try scenarios.load()
        guard entries.count == 1 else {
            throw ValidationError(
                "A crash sweep goes through one scenario; these are \(entries.count). Name one "
                    + "file, and leave a matrix one value with '--set'."
            )
        }
        if powerLoss, entries[0].scenario.store.kind == .memory {
            throw ValidationError(
                "'--power-loss' needs a disk; \(entries[0].path) keeps its store in memory."
            )
        }
        return entries[0]
    }
}
