import ArgumentParser
import PlantedDefects
import ScenarioFormat
import Scenarios
import Simulator

/// `rehearse self-test`: whether the scenarios find every planted defect.
struct SelfTest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "self-test",
        abstract: "Runs every planted defect against the scenarios: each must be caught.",
        discussion: """
            Each defect is run through the scenarios in their order, at all the seeds, until an \
            invariant that should see it does. A defect that survives is a failure of the scenarios \
            or of the invariants, and ends the command with 1. So does an alarm about the shipped \
            architecture.
            """
    )

    @OptionGroup var scenarios: ScenarioOptions

    @Option(
        help: ArgumentHelp("The seeds to run, both ends included.", valueName: "A..B"),
        transform: SeedRange.parse
    )
    var seeds = SeedRange(1...20)

    @OptionGroup var jobs: JobOptions

    @Option(
        help: ArgumentHelp("Only the defect of this id; may be repeated.", valueName: "ID"),
        transform: DefectOption.parse
    )
    var defect: [PlantedDefect] = []

    func run() throws {
        let entries = try scenarios.load()
        let all = Array(seeds.seeds)
        let defects = defect.isEmpty ? PlantedDefect.all : defect
        let progress = Progress(runs: (defects.count + 1) * entries.count * all.count)
        let alarms = falseAlarms(in: entries, at: all, progress)
        let hunt = DefectHunt(entries: entries, seeds: all, threads: jobs.threads)
        let catches = defects.map { defect in
            let caught = hunt.hunt(defect, progress: progress)
            progress.tell(
                "\(defect.id): " + (caught.map { "caught in \($0.scenario)" } ?? "survived")
            )
            return (id: defect.id, caught: caught)
        }
        progress.finish()
        let report = SelfTestReport(catches: catches, falseAlarms: alarms)
        Terminal.write(report.text(Terminal.outputStyle))
        try (report.hasPassed ? ExitStatus.passed : .violated).end()
    }

    /// What the shipped architecture is wrongly accused of.
    private func falseAlarms(
        in entries: [ScenarioLibrary.Entry],
        at seeds: [UInt64],
        _ progress: Progress
    ) -> [String] {
        entries.flatMap { entry -> [String] in
            progress.begin("shipped in \(entry.scenario.name)", runs: seeds.count)
            let outcome = SeedSweep(scenario: entry.scenario, jobs: jobs.threads)
                .run(seeds: seeds) { _ in progress.advance() }
            progress.tell("shipped in \(entry.scenario.name): \(outcome.verdict.word)")
            return FailureAlarm.words(for: outcome)
        }
    }
}
