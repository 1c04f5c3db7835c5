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
            Each defect is run at the first seed of every scenario, then at the second, and so on, \
            until an invariant that names the problem is violated. A defect that survives is a \
            failure of the scenarios or of the invariants, and ends the command with 1. So does an \
            alarm about the shipped architecture in a run in which a defect was caught.

            Measured are the strategies fifo, jitter, random, pct(2) and pct(3): how many seeds of the \
            library each needs, and in what share of the seeds of the scenario that caught the \
            defect it is caught. The library's scenarios of the theme 'scale' are left out.

            The committed table is made by: rehearse self-test --format markdown > \
            Reports/self-test.md
            """
    )

    /// How the result is shown.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case pretty
        case markdown
        case json
    }

    /// Over how many seeds the share is measured, for each strategy.
    private static let shareSeeds = 10

    @OptionGroup var scenarios: ScenarioOptions

    @Option(
        help: ArgumentHelp("The seeds to run, both ends included.", valueName: "A..B"),
        transform: SeedRange.parse
    )
    var seeds = SeedRange(1...50)

    @Option(
        help: ArgumentHelp(
            "Only this strategy: fifo, jitter, random or pct(N); may be repeated.",
            valueName: "S"
        ),
        transform: Self.policy
    )
    var strategy: [SchedulingPolicySetting] = []

    @Option(help: "How the result is shown: pretty, markdown or json.")
    var format = Format.pretty

    @OptionGroup var jobs: JobOptions

    @Option(
        help: ArgumentHelp("Only the defect of this id; may be repeated.", valueName: "ID"),
        completion: DefectOption.completion,
        transform: DefectOption.parse
    )
    var defect: [PlantedDefect] = []

    private static func policy(_ text: String) throws -> SchedulingPolicySetting {
        guard case .one(let policy) = try StrategyOption.parse(text) else {
            throw ValidationError(
                "'--strategy \(text)' is not one policy; leave it out to have all of them measured."
            )
        }
        return policy
    }

    func run() throws {
        let ground = HuntingGround(
            scenarios: try entries().map(\.scenario),
            seeds: Array(seeds.seeds)
        )
        let board = measure(on: ground)
        switch format {
        case .pretty: Terminal.write(board.text(Terminal.outputStyle))
        case .markdown: Terminal.write(board.markdown(command: command))
        case .json: Terminal.write(board.json)
        }
        try (board.hasPassed ? ExitStatus.passed : .violated).end()
    }

    /// The scenarios; of the library those that are not large.
    private func entries() throws -> [ScenarioLibrary.Entry] {
        let entries = try scenarios.load()
        guard scenarios.areDefault else { return entries }
        return entries.filter { !$0.path.split(separator: "/").contains("scale") }
    }

    private func measure(on ground: HuntingGround) -> Scoreboard {
        let defects = defect.isEmpty ? PlantedDefect.all : defect
        let strategies = strategy.isEmpty ? [.fifo] + SchedulingStrategy.policies : strategy
        let hunt = DefectHunt(
            ground: ground,
            strategies: strategies,
            shareSeeds: Self.shareSeeds
        )
        let workers = Workers(threads: jobs.threads)
        let progress = Progress(runs: 2 * defects.count)
        progress.begin("defects", runs: defects.count)
        let scores = workers.map(count: defects.count) { index in
            let defect = defects[index]
            let score = hunt.hunt(defect)
            progress.advance()
            progress.tell(
                "\(defect.id): "
                    + (score.caught.map { "caught in \($0.scenario)" } ?? "survived")
            )
            return score
        }
        let control = ControlRuns(ground: ground, workers: workers)
        let sites = control.sites(of: scores)
        progress.begin("shipped architecture", runs: sites.count)
        let alarms = control.alarms(at: sites, progress: progress)
        progress.finish()
        return Scoreboard(
            scores: scores,
            strategies: strategies,
            scenarios: ground.scenarios.count,
            seeds: ground.seeds.count,
            controls: sites.count,
            alarms: alarms
        )
    }

    /// The command line that makes this table again.
    private var command: String {
        var words = ["rehearse", "self-test"]
        if !scenarios.areDefault { words += scenarios.paths }
        let range = seeds.seeds
        if range != 1...50 { words += ["--seeds", "\(range.lowerBound)..\(range.upperBound)"] }
        for one in strategy { words += ["--strategy", "'\(one.text)'"] }
        for one in defect { words += ["--defect", one.id] }
        return (words + ["--format", "markdown"]).joined(separator: " ")
    }
}
