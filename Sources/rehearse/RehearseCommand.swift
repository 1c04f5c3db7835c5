import ArgumentParser
public import Rehearsal
import SQLiteStorage

/// The command `rehearse`, for a server of one's own: with all its subcommands.
///
/// ```swift
/// import Rehearsal
/// import RehearseCommand
///
/// @main
/// enum RehearseFair {
///     static func main() {
///         RehearseCommand.main(of: .init(name: "fair queue", parts: .fair), named: "rehearse-fair")
///     }
/// }
/// ```
///
/// Wherever the command `rehearse` runs the shipped architecture, that command runs this one: `run`,
/// `crash-sweep`, `shrink` and `report` alike, on the same scenarios, with the same exit codes. Unlike
/// a `Rehearsal`, which is for tests, it owns its process.
public enum RehearseCommand {
    /// Does what arguments ask for, and ends the process if that did not succeed.
    ///
    /// - Parameters:
    ///   - architecture: What is rehearsed.
    ///   - name: The name of the executable, for its help and for the lines that say how to run a
    ///     failure again.
    ///   - arguments: What follows the command's name; nil: what the process was given.
    public static func main(
        of architecture: Rehearsal.Architecture = .shipped,
        named name: String = "rehearse",
        arguments: [String]? = nil
    ) {
        // Before anything uses SQLite: afterwards it would be refused.
        SQLiteLibrary.dropMemoryStatistics()
        let rehearsed = Rehearsed(architecture: architecture.simulated, command: name)
        Rehearsed.$current.withValue(rehearsed) { Rehearse.main(arguments) }
    }
}
