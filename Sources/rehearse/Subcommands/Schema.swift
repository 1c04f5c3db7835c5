import ArgumentParser
import EventsAndEffects
import Histories
import Invariants
import ScenarioFormat

/// `rehearse schema`: the JSON Schemas of the files that the command reads.
struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the JSON Schema of scenario files, for editors, or of histories.",
        discussion: """
            'rehearse schema history' describes a line of the JSON-lines files that 'rehearse check' \
            reads, from this simulator or from a real server, with an example.
            """
    )

    /// What a schema is of.
    enum Subject: String, ExpressibleByArgument, CaseIterable {
        case scenario
        case history
    }

    @Argument(help: "What the schema is of: scenario or history.")
    var subject = Subject.scenario

    func run() {
        let schema =
            switch subject {
            case .scenario: ScenarioSchema(knownInvariants: InvariantRegistry.all.map(\.id)).json
            case .history: HistorySchema.json
            }
        Terminal.write(schema.indentedText + "\n")
    }
}
