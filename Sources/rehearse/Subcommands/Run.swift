import ArgumentParser
import Histories
import PlantedDefects
import Reporting
import ScenarioFormat
import Simulator

/// `rehearse run`: runs scenarios under all their invariants.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs scenarios at some seeds, under every invariant.",
        discussion: """
            Without seeds each scenario runs at its own. The same scenario at the same seed is the \
            same run, byte for byte, whatever the number of jobs.
            """
    )

    /// How the result is shown.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case pretty
        case json
    }

    @OptionGroup var scenarios: ScenarioOptions
    @OptionGroup var seeds: SeedOptions
    @OptionGroup var jobs: JobOptions

    @Option(
        help: ArgumentHelp(
            "Write the ordering report of each scenario, and the history of each failure, there.",
            valueName: "DIR"
        )
    )
    var report: String?

    @Option(
        help: ArgumentHelp(
            "Write the history of every run there, as JSON lines for 'rehearse check'.",
            valueName: "DIR"
        )
    )
    var record: String?

    @Option(
        help: ArgumentHelp(
            "Run the architecture with that planted defect, to see how a failure looks.",
            valueName: "ID"
        ),
        transform: DefectOption.parse
    )
    var defect: PlantedDefect?

    @Option(help: "How the result is shown: pretty or json.")
    var format = Format.pretty

    @Flag(help: "Run every seed in a second process too, and compare.")
    var checkDeterminism = false

    /// What the second process of a determinism check prints.
    @Flag(help: .hidden)
    var printFingerprints = false

    /// What the second process prints of a run that differs.
    @Flag(help: .hidden)
    var printHistory = false

    func run() throws {
        let entries = try scenarios.load()
        if defect != nil, checkDeterminism {
            throw ValidationError("'--check-determinism' is about the shipped architecture only.")
        }
        if printFingerprints || printHistory { return answerDeterminismCheck(entries) }
        if checkDeterminism {
            let check = DeterminismCheck(
                entries: entries,
                settings: scenarios.settings,
                seeds: seeds,
                threads: jobs.threads
            )
            return try check.run().end()
        }
        let results = try sweep(entries)
        switch format {
        case .pretty: Terminal.write(RunReport(results, style: Terminal.outputStyle).text)
        case .json: Terminal.write(RunReportJSON(results).text)
        }
        try ExitStatus(RunReport(results, style: .plain).verdict).end()
    }

    private func answerDeterminismCheck(_ entries: [ScenarioLibrary.Entry]) {
        guard printHistory else {
            Terminal.write(Fingerprints(entries, seeds: seeds, threads: jobs.threads).text)
            return
        }
        for entry in entries {
            let sweep = SeedSweep(scenario: entry.scenario, jobs: 1)
            for seed in seeds.seeds(for: entry.scenario) {
                Terminal.write(sweep.record(seed: seed).history?.jsonLines ?? "")
            }
        }
    }

    private func sweep(_ entries: [ScenarioLibrary.Entry]) throws -> [ScenarioResult] {
        let sweeps = ScenarioSweeps(
            entries: entries,
            seeds: seeds,
            threads: jobs.threads,
            defect: defect,
            reports: report,
            recordings: record
        )
        return try sweeps.run()
    }
}
