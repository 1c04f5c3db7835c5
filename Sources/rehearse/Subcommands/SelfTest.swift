import ArgumentParser
import PlantedDefects
import ScenarioFormat

/// `rehearse self-test`: whether the scenarios find every planted defect.
struct SelfTest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "self-test",
        abstract: "Runs every planted defect against the scenarios: each must be caught.",
        discussion: """
            Each defect is run at the first seed of every scenario, then at the second, and so on, \
            until an invariant that should see it does. A defect that survives is a failure of the \
            scenarios or of the invariants, and ends the command with 1. So does an alarm about the \
            shipped architecture, which goes through the same runs.
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
        let ground = HuntingGround(
            scenarios: try scenarios.load().map(\.scenario),
            seeds: Array(seeds.seeds),
            threads: jobs.threads
        )
        let defects = defect.isEmpty ? PlantedDefect.all : defect
        let progress = Progress(runs: (defects.count + 1) * ground.sites.count)
        let hunt = DefectHunt(ground: ground)
        var furthest = 0
        let catches = defects.map { defect in
            progress.begin(defect.id, runs: ground.sites.count)
            let result = hunt.hunt(defect, progress: progress)
            furthest = max(furthest, result.runs)
            progress.tell(
                "\(defect.id): "
                    + (result.caught.map { "caught in \($0.scenario)" } ?? "survived")
            )
            return (id: defect.id, caught: result.caught)
        }
        progress.begin("shipped", runs: furthest)
        let alarms = FailureAlarm(ground: ground).words(inFirst: furthest, progress: progress)
        progress.finish()
        let report = SelfTestReport(catches: catches, falseAlarms: alarms)
        Terminal.write(report.text(Terminal.outputStyle))
        try (report.hasPassed ? ExitStatus.passed : .violated).end()
    }
}
