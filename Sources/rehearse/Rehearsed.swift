import Reporting
import SimulatedWorld

/// What the command of this process rehearses, and how it is called.
///
/// A task-local value, and no argument, because the options' parser makes the subcommands; read on
/// the thread on which the command runs, before work is dealt out to others.
struct Rehearsed: Sendable {
    @TaskLocal static var current = Rehearsed(architecture: .shipped, command: "rehearse")

    /// The server that runs unless a planted defect is asked for.
    let architecture: Architecture
    /// The name of the command.
    let command: String

    /// Who is named in the lines that say how to run something again.
    static var caller: Caller { .command(current.command) }
}

extension Architecture {
    /// The architecture that the command is about.
    static var rehearsed: Architecture { Rehearsed.current.architecture }
}
