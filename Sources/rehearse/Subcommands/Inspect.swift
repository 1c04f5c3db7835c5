import ArgumentParser
import Histories
import PlantedDefects
import Reporting
import ScenarioFormat

/// `rehearse inspect`: the state of a run at an instant, and the way from there on.
struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows queues, outbox, connections and agent streams at an instant of a run.",
        discussion: """
            The state is told from the facts that were observed until then; of a scenario also from \
            the store's tables, read at that instant with SQL of the harness's own.

            With --step, the arrow keys or Enter go from fact to fact in a terminal: → or Enter the \
            next, ← the one before, ↓ and ↑ ten at once, f to the next fault, q ends. Elsewhere each \
            line of the input is a step: an empty one or 'n', 'b', 'f', an instant such as 3.4s, 'q'.
            """
    )

    @Argument(
        help: "A scenario's file, or a recorded history that ends in .jsonl.",
        completion: .file(extensions: ["yaml", "jsonl"])
    )
    var source: String

    @Option(help: "The seed, in place of the scenario's own.")
    var seed: UInt64?

    @Option(
        help: ArgumentHelp("The instant of virtual time: 3.2s, 150ms, 2m.", valueName: "INSTANT"),
        transform: InstantOption.parse
    )
    var at: Int64 = 0

    @Option(help: "The one session to look at, by its number or its key.")
    var session: String?

    @Flag(help: "Go on from there, fact by fact.")
    var step = false

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "Set a variable of the scenario; may be repeated.",
            valueName: "NAME=VALUE"
        ),
        transform: VariableOption.parse
    )
    var settings: [VariableSetting] = []

    @Option(
        help: ArgumentHelp("Run the architecture with that planted defect.", valueName: "ID"),
        transform: DefectOption.parse
    )
    var defect: PlantedDefect?

    func run() throws {
        let run = try RunSource(source, settings: settings, seed: seed, defect: defect)
        let inspection = step ? nil : run.inspection(at: at)
        let history = inspection?.history ?? run.history()
        let number = try session.map { try SessionOption.find($0, in: history.sessions) }
        if step {
            var walk = FactWalk(history, session: number)
            walk.go(to: at)
            return StepSession(name: run.name, style: Terminal.outputStyle).run(&walk)
        }
        var state = SystemState(sessionCount: history.sessions.count)
        for fact in history.facts where fact.time <= at { state.read(fact) }
        let report = StateReport(
            state,
            sessions: history.sessions,
            session: number,
            style: Terminal.outputStyle
        )
        var text = "\(run.name) at \(TimeText.seconds(at))\n" + report.text
        if let store = inspection?.store {
            let tables = StoreTables(store, sessions: history.sessions, session: number)
            text += "\n" + tables.text
        }
        Terminal.write(text)
    }
}
