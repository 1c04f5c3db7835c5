import ArgumentParser
import Histories
import PlantedDefects
import Reporting
import ScenarioFormat
import Scenarios
import Simulator

/// `rehearse run`: runs scenarios under all their invariants.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs scenarios at some seeds, under every invariant.",
        discussion: """
            Without seeds each scenario runs at its own. The same scenario at the same seed, under \
            the same strategy, is the same run, byte for byte, whatever the number of jobs. Ctrl-C \
            ends a sweep with the summary so far.

            With --generate each seed draws a scenario of its own from all that the format can say; \
            --print shows it, and --report writes those that fail as files.
            """
    )

    /// How the result is shown.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case pretty
        case json
        case junit
        case github
        case sarif
    }

    @OptionGroup var scenarios: ScenarioOptions
    @OptionGroup var seeds: SeedOptions
    @OptionGroup var jobs: JobOptions
    @OptionGroup var exploration: ExplorationOptions
    @OptionGroup var interference: InterferenceOptions
    @OptionGroup var shrinking: ShrinkOptions

    @Flag(
        inversion: .prefixedNo,
        help: """
            Make the first failures of each scenario as simple as they can be, as files; done if not \
            said otherwise, but not with --watch.
            """
    )
    var shrink: Bool?

    @Flag(help: "With --generate: print the scenarios in place of running them.")
    var print = false

    @Option(
        help: ArgumentHelp(
            "Write the ordering report of each scenario, and the history of each failure, there.",
            valueName: "DIR"
        ),
        completion: .directory
    )
    var report: String?

    @Option(
        help: ArgumentHelp(
            "Write the history of every run there, as JSON lines for 'rehearse check'.",
            valueName: "DIR"
        ),
        completion: .directory
    )
    var record: String?

    @Option(
        help: ArgumentHelp(
            "Keep the runs that fail in that folder, and make those kept there first.",
            valueName: "DIR"
        ),
        completion: .directory
    )
    var corpus: String?

    @Option(
        help: ArgumentHelp(
            "Run the architecture with that planted defect, to see how a failure looks.",
            valueName: "ID"
        ),
        completion: DefectOption.completion,
        transform: DefectOption.parse
    )
    var defect: PlantedDefect?

    @Option(
        help: ArgumentHelp(
            "How the result is shown: pretty, json, junit, github or sarif.",
            discussion: """
                'junit' is XML for CI servers. 'github' annotates the scenarios' files in a workflow, \
                and adds a summary to the page of its run. 'sarif' is for code scanning.
                """
        )
    )
    var format = Format.pretty

    @Flag(
        help: ArgumentHelp(
            "Run again whenever one of the files is saved, until Ctrl-C.",
            discussion: """
                An error in a file is shown, and its next save runs it. Failures are not shrunk \
                unless --shrink says so.
                """
        )
    )
    var watch = false

    @Flag(help: "Run every seed in a second process too, on other threads, and compare.")
    var checkDeterminism = false

    @Option(
        help: ArgumentHelp(
            "With --check-determinism: the second process is that program, another build.",
            valueName: "PROGRAM"
        ),
        completion: .file()
    )
    var against: String?

    /// What the second process of a determinism check prints.
    @Flag(help: .hidden)
    var printFingerprints = false

    /// What the second process prints of a run that differs.
    @Flag(help: .hidden)
    var printHistory = false

    func validate() throws {
        try validateDeterminismCheck()
        for (isGiven, name) in [
            (checkDeterminism, "--check-determinism"),
            (interference.nonInterference, "--non-interference"),
        ] where isGiven && exploration.isAdaptive {
            throw ValidationError(
                "'\(name)' runs seeds, not searches; give another '--strategy' with it."
            )
        }
        if corpus != nil, checkDeterminism || interference.nonInterference {
            throw ValidationError(
                "'--corpus' makes other runs first; leave out '--check-determinism' and "
                    + "'--non-interference'."
            )
        }
        for (isGiven, name) in [
            (print, "--print"), (exploration.generate, "--generate"),
            (checkDeterminism, "--check-determinism"),
        ] where watch && isGiven {
            throw ValidationError("'--watch' runs files again; leave out '\(name)'.")
        }
        guard seeds.time != nil else { return }
        for (isGiven, name) in [(print, "--print"), (checkDeterminism, "--check-determinism")]
        where isGiven {
            throw ValidationError("'\(name)' needs to know its seeds; give '--seeds' for '--for'.")
        }
    }

    private func validateDeterminismCheck() throws {
        guard checkDeterminism else {
            guard against == nil else {
                throw ValidationError("'--against' is for '--check-determinism'; give both.")
            }
            return
        }
        if defect != nil {
            throw ValidationError("'--check-determinism' is about the shipped architecture only.")
        }
        if let against, !Files.isProgram(against) {
            throw ValidationError("There is no program '\(against)' that could be run.")
        }
        if interference.nonInterference {
            throw ValidationError(
                "'--check-determinism' is about one run, '--non-interference' about two; give one."
            )
        }
    }

    func run() throws {
        guard watch else { return try runOnce() }
        for path in scenarios.paths { try Files.require(path, ending: ".yaml") }
        try Watch(scenarios: scenarios).run(runOnce)
    }

    private func runOnce() throws {
        if print { return try printScenarios() }
        let entries = try exploration.entries(of: scenarios)
        if !exploration.generate {
            for entry in entries { try interference.validate(for: entry.scenario) }
        } else if !interference.session.isEmpty {
            throw ValidationError(
                "'--generate' draws its sessions; leave out '--session' to have some drawn, too."
            )
        }
        if printFingerprints || printHistory { return answerDeterminismCheck(entries) }
        if checkDeterminism {
            let check = DeterminismCheck(
                entries: entries,
                seeds: seeds,
                exploration: exploration,
                threads: jobs.threads,
                program: against ?? ChildProcess.itself
            )
            return try check.run().end()
        }
        let told = try sweep(entries)
        if let report {
            try Files.write(record(of: told).text, to: "\(report)/\(SweepRecord.fileName)")
        }
        let report = RunReport(
            told.results,
            style: Terminal.outputStyle,
            omittedCount: told.omittedCount
        )
        try show(told, report)
        try ExitStatus(report.verdict).end()
    }

    private func show(_ told: ScenarioSweeps.Report, _ report: RunReport) throws {
        switch format {
        case .pretty: Terminal.write(report.text)
        case .json: Terminal.write(RunReportJSON(told.results).text)
        case .junit:
            let junit = JUnitReport(told.results, omittedCount: told.omittedCount)
            Terminal.write(junit.text)
        case .sarif:
            let sarif = SARIFReport(
                told.results,
                omittedCount: told.omittedCount,
                command: Rehearsed.current.command
            )
            Terminal.write(sarif.text)
        case .github:
            let github = GitHubReport(told.results, omittedCount: told.omittedCount)
            Terminal.write(github.text)
            if let path = GitHubSummaryFile.path { try Files.append(github.summary, to: path) }
        }
    }

    /// Prints the scenarios that the seeds draw, as a stream of YAML documents if they are several.
    private func printScenarios() throws {
        guard exploration.generate else {
            throw ValidationError("'--print' shows what '--generate' draws; give both.")
        }
        let family = try exploration.entries(of: scenarios)[0].scenario
        let texts = seeds.seeds(for: family).all.map {
            ScenarioWriter().write(.generated(seed: $0))
        }
        Terminal.write(texts.joined(separator: "---\n"))
    }

    private var shrinker: FailureShrinker {
        FailureShrinker(
            time: shrink ?? !watch ? shrinking.shrinkFor : 0,
            threads: jobs.threads,
            defect: defect,
            folder: report.map { "\($0)/failures" } ?? ShrinkOptions.folder
        )
    }

    private func answerDeterminismCheck(_ entries: [ScenarioLibrary.Entry]) {
        guard printHistory else {
            for entry in entries {
                let fingerprints = Fingerprints(
                    entry,
                    seeds: seeds,
                    exploration: exploration,
                    threads: jobs.threads
                )
                Terminal.write(fingerprints.text)
            }
            return
        }
        for entry in entries {
            let sweep = exploration.sweep(of: entry, isMany: seeds.areMany, threads: 1)
            for seed in seeds.seeds(for: entry.scenario).all {
                Terminal.write(sweep.record(seed: seed).history?.jsonLines ?? "")
            }
        }
    }

    private func sweep(_ entries: [ScenarioLibrary.Entry]) throws -> ScenarioSweeps.Report {
        let sweeps = ScenarioSweeps(
            entries: entries,
            seeds: seeds,
            exploration: exploration,
            interference: interference,
            threads: jobs.threads,
            defect: defect,
            reports: report,
            recordings: record,
            corpus: corpus.map(FailureCorpus.init),
            shrinker: shrinker
        )
        return try sweeps.run()
    }

    /// What is left of the sweep for 'rehearse merge'.
    private func record(of told: ScenarioSweeps.Report) -> SweepRecord {
        let options =
            scenarios.paths + VariableOption.arguments(scenarios.settings) + seeds.arguments
            + (exploration.generate ? ["--generate"] : []) + exploration.arguments
            + exploration.strategyArguments(isMany: seeds.areMany) + interference.arguments
            + (defect.map { ["--defect", $0.id] } ?? [])
        return SweepRecord(
            shard: seeds.currentShard?.text,
            options: options.joined(separator: " "),
            scenarios: told.results.map(SweepRecord.Scenario.init),
            omitted: told.omittedCount
        )
    }
}
