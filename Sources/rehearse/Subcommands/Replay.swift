import ArgumentParser
import PlantedDefects
import Reporting
import ScenarioFormat
import SimulatedWorld
import Simulator

/// `rehearse replay`: makes a recorded run again, decision by decision.
struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a recorded run again, decision by decision.",
        discussion: """
            FILE is a recording ('NAME.schedule') or the scenario beside it ('NAME.yaml'): both are \
            left in Reports/failures by a run that fails. Where the program has changed so much that \
            it no longer makes the recorded choices, the replay ends there, and says at which step \
            and why: inconclusive, unless something was violated before.

            A recording knows which architecture it was of; '--defect' names another one, and \
            '--without-defect' the server as it is, to see whether the failure is gone.
            """
    )

    @Argument(
        help: "The recording, or the scenario beside it.",
        completion: .file(extensions: ["yaml", "schedule"])
    )
    var file: String

    @Option(
        help: ArgumentHelp("Replay on the architecture with that planted defect.", valueName: "ID"),
        transform: DefectOption.parse
    )
    var defect: PlantedDefect?

    @Flag(help: "Replay on the server as it is, whatever was recorded.")
    var withoutDefect = false

    func validate() throws {
        if withoutDefect, defect != nil {
            throw ValidationError("Give either '--without-defect' or '--defect', not both.")
        }
    }

    func run() throws {
        try Files.require(file, ending: ".yaml")
        let file = try recorded()
        let architecture =
            try defect.map { Architecture($0) }
            ?? (withoutDefect ? .rehearsed : file.architecture())
        let report = ReplayReport(
            file.recording,
            run: file.recording.replay(file.scenario, on: architecture),
            of: file.scenario,
            isScenarioChanged: file.isScenarioChanged,
            architecture: architecture.name,
            command: "\(Rehearsed.current.command) replay \(self.file)" + arguments
        )
        Terminal.write(report.text(Terminal.outputStyle))
        try ExitStatus(report.verdict).end()
    }

    private var arguments: String {
        defect.map { " --defect \($0.id)" } ?? (withoutDefect ? " --without-defect" : "")
    }

    private func recorded() throws -> RecordingFile {
        guard file.hasSuffix(".yaml") else { return try RecordingFile(path: file) }
        let path = RecordingFile.path(besideScenario: file)
        guard RecordingFile.exists(path) else {
            throw ValidationError(
                "There is no recorded schedule '\(path)' beside the scenario; 'rehearse run \(file)' "
                    + "runs it at its own seed."
            )
        }
        return try RecordingFile(path: path, beside: try ScenarioOptions.one(file).scenario)
    }
}

extension Architecture {
    /// The architecture with a planted defect.
    init(_ defect: PlantedDefect) {
        self.init(name: defect.id, assemble: defect.assemble)
    }
}
