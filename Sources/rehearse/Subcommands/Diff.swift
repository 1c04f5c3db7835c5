import ArgumentParser
import Histories
import PlantedDefects
import Reporting
import ScenarioFormat

/// `rehearse diff`: where two runs part.
struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows where two runs part: the first fact that differs, and what is around it.",
        discussion: """
            A run is a recorded history that ends in .jsonl, or a scenario's file, with its seed \
            behind an @ if it is not the scenario's own: 'rehearse diff a.yaml@1 a.yaml@2'. With \
            --defect the second run is of the architecture with that planted defect.

            Exit codes: 0 the same, 1 different.
            """
    )

    @Argument(help: "One run: FILE.jsonl, FILE.yaml or FILE.yaml@SEED.")
    var left: String

    @Argument(help: "The other run.")
    var right: String

    @Option(help: ArgumentHelp("How many facts are shown around the place.", valueName: "N"))
    var context = 5

    @Option(
        help: ArgumentHelp("Run the second with that planted defect.", valueName: "ID"),
        transform: DefectOption.parse
    )
    var defect: PlantedDefect?

    func validate() throws {
        guard (0...1_000).contains(context) else {
            throw ValidationError("'--context \(context)' is out of range; it is from 0 to 1000.")
        }
        if defect != nil, right.hasSuffix(RecordedHistory.ending) {
            throw ValidationError(
                "'--defect' needs a scenario to run; '\(right)' is a recorded history."
            )
        }
    }

    func run() throws {
        let one = try RunSource(left)
        let other = try RunSource(right, defect: defect)
        let difference = HistoryDifference(
            one.history(),
            other.history(),
            names: (one.name, other.name),
            context: context
        )
        Terminal.write(difference.text(Terminal.outputStyle))
        if !difference.isNone { throw ExitCode(1) }
    }
}
