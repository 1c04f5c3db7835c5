import ArgumentParser
import SQLiteStorage

/// The command.
@main
struct RehearseMutate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse-mutate",
        abstract:
            "Makes small mistakes in the server's code and looks who of the scenarios notices.",
        discussion: """
            A developer's tool: it measures the scenarios and the invariants, not the server. The \
            sources are copied to a temporary folder and many mistakes are written into the copy, \
            each behind a switch, so that one build has them all. Nothing of it is in the sources \
            that ship.
            """,
        subcommands: [Measure.self, ListMutants.self, Trial.self],
        defaultSubcommand: Measure.self
    )

    /// Sets the process up, then runs the subcommand.
    static func main() {
        SQLiteLibrary.dropMemoryStatistics()
        main(nil)
    }
}
