import ArgumentParser
import EventsAndEffects
import Histories
import Invariants
import ScenarioFormat

/// `rehearse new`: begins a scenario of a theme, explained where it stands.
struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Begins a scenario of one of the library's themes, with comments that explain it.",
        discussion: """
            The file is written to the folder of its theme below Scenarios. It is a valid scenario \
            that passes as it is (one of the theme known-limits fails as it says it does), so that \
            there is something to change. Nothing is ever overwritten.

            The themes: \(Theme.all.map(\.name).joined(separator: ", ")).

            The first line of the file tells editors with a YAML language server where the JSON \
            Schema is; it is written to Scenarios/scenario.schema.json, and rewritten when another \
            build knows more.
            """
    )

    @Argument(help: "What the scenario is called.", transform: ScenarioName.parse)
    var name: String

    @Option(
        name: .customLong("from"),
        help: ArgumentHelp("The theme to begin from.", valueName: "THEME"),
        completion: .list(Theme.all.map(\.name)),
        transform: New.parseTheme
    )
    var theme: Theme

    @Option(
        help: ArgumentHelp(
            "The folder to write to, in place of that of the theme.",
            valueName: "DIR"
        ),
        completion: .directory
    )
    var out: String?

    func run() throws {
        let library = ScenarioOptions.library[0]
        let folder = out ?? "\(library)/\(theme.name)"
        let path = "\(folder)/\(name).yaml"
        try requireNothing(at: path, in: library)
        let schema = out == nil ? "\(library)/\(Self.schema)" : "\(folder)/\(Self.schema)"
        try Files.write(
            theme.scaffold(named: name, schema: out == nil ? "../\(Self.schema)" : Self.schema),
            to: path
        )
        try Files.update(
            ScenarioSchema(knownInvariants: InvariantRegistry.all.map(\.id)).json.indentedText
                + "\n",
            at: schema
        )
        Terminal.write(
            """
            \(path) is written: \(theme.meaning)
              rehearse explain-scenario \(path)
              rehearse run \(path)

            """
        )
    }

    /// What the schema's file is called.
    private static let schema = "scenario.schema.json"

    private func requireNothing(at path: String, in library: String) throws {
        guard !Files.exists(path) else {
            throw ValidationError("\(path) exists already; nothing is overwritten.")
        }
        let known = PathSuggestion(path: "\(library)/\(name).yaml", ending: ".yaml").namesakes
        guard let first = known.first else { return }
        throw ValidationError(
            "There is a scenario '\(name)' already, \(first); reports need a name of its own for "
                + "each."
        )
    }

    private static func parseTheme(_ name: String) throws -> Theme {
        if let theme = Theme(named: name) { return theme }
        let known = Theme.all.map(\.name)
        let near = Suggestion.nearest(to: name, among: known)
        throw ValidationError(
            "There is no theme '\(name)'; "
                + (near.map { "did you mean '\($0)'?" }
                    ?? "there are \(known.joined(separator: ", ")).")
        )
    }
}
