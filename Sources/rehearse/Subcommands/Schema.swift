import ArgumentParser
import EventsAndEffects
import Invariants
import ScenarioFormat

/// `rehearse schema`: the JSON Schema of scenario files, for editors.
struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the JSON Schema of scenario files, for editors."
    )

    func run() {
        let schema = ScenarioSchema(knownInvariants: InvariantRegistry.all.map(\.id))
        Terminal.write(schema.json.indentedText + "\n")
    }
}
