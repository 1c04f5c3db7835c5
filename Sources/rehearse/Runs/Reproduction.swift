import Invariants
import PlantedDefects
import Reporting
import ScenarioFormat
import Scenarios
import SimulatedWorld
import Simulator

/// A failure made as simple as it can be, as a scenario file that fails by itself.
struct Reproduction {
    /// The failure, shrunk.
    let shrunk: Shrunk
    /// Where the file is written.
    let path: String
    private let name: String
    private let origin: String
    private let defect: PlantedDefect?

    /// Names what was shrunk.
    ///
    /// - Parameters:
    ///   - shrunk: The failure, shrunk.
    ///   - origin: The scenario's file, or what else it is from.
    ///   - stem: The file's name without an ending, which is the scenario's name too.
    ///   - folder: Where the file is written.
    ///   - defect: The planted defect without which nothing fails, if there is one.
    init(
        _ shrunk: Shrunk,
        of origin: String,
        stem: String,
        in folder: String,
        defect: PlantedDefect?
    ) {
        self.shrunk = shrunk
        self.origin = origin
        self.defect = defect
        path = "\(folder)/\(stem).yaml"
        name = stem
    }

    /// How much simpler it is, for reports.
    var line: ShrinkLine { ShrinkLine(shrunk, path: path) }

    /// The command that shows the failure again.
    var command: String {
        "\(Rehearsed.current.command) run \(path)" + (defect.map { " --defect \($0.id)" } ?? "")
    }

    /// Writes the scenario, and beside it the recorded run.
    ///
    /// - Throws: `ExitCode` 70 if one cannot be written.
    func write() throws {
        try Files.write(comment + text, to: path)
        let recording = Recording(
            scenario,
            as: text,
            seed: scenario.seed,
            violating: shrunk.violation.invariant,
            on: defect.map { Architecture($0) } ?? .rehearsed
        )
        guard let recording else {
            preconditionFailure("What was shrunk fails by itself: it is deterministic.")
        }
        try Files.write(recording.text, to: RecordingFile.path(besideScenario: path))
    }

    private var scenario: Scenario {
        var scenario = shrunk.scenario
        scenario.name = name
        scenario.summary =
            "The simplest run found in which \(shrunk.violation.invariant) does not hold."
        return scenario
    }

    private var text: String { ScenarioWriter().write(scenario) }

    private var comment: String {
        let comment = [
            "\(shrunk.violation.invariant) does not hold here:",
            shrunk.violation.message,
            "Shrunk from \(origin) at seed \(shrunk.seedBefore): \(line.sizes).",
            shrunk.isMinimal
                ? "Nothing in it can be left out or made simpler."
                : "There was not the time to make it as simple as it can be.",
            "Run it: \(command)",
        ]
        return comment.map { "# \(Self.printable($0))\n" }.joined()
    }

    /// A text as one line of a comment.
    private static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    let isPlain =
                        scalar.properties.generalCategory != .control && scalar != "\u{2028}"
                        && scalar != "\u{2029}" && scalar != "\u{FEFF}"
                    return isPlain ? scalar : " "
                }
            )
        )
    }

    /// A file's name for a failure at a seed; failures of other invariants there say which.
    static func stem(of scenario: Scenario, seed: UInt64, invariant: String?) -> String {
        let name = String(
            String.UnicodeScalarView(
                scenario.name.unicodeScalars.map { scalar in
                    switch scalar {
                    case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".": scalar
                    default: "-"
                    }
                }
            )
        )
        let ending = invariant.map { "-" + $0.replacing(".", with: "-") } ?? ""
        return "\(name)-\(seed)\(ending)"
    }
}
