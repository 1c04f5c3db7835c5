import Scenarios

/// Who ran a scenario: the words with which a report says how to run it again.
package enum Caller: Hashable, Sendable {
    /// The command of that name: `rehearse`, or that of another package.
    case command(String)
    /// A test that calls the library.
    case library

    /// The command's name; of a test that of the tool, which reads what the library leaves, too.
    var command: String {
        switch self {
        case .command(let name): name
        case .library: "rehearse"
        }
    }

    /// What runs one seed again.
    ///
    /// - Parameters:
    ///   - reference: How the caller names the scenario.
    ///   - seed: The seed.
    ///   - policy: The scheduling policy in place of the scenario's own; nil: its own.
    ///   - arguments: What else the command was given; the library has none.
    /// - Returns: a command for a shell, or an expression for a test.
    func reproduction(
        of reference: String,
        seed: UInt64,
        policy: SchedulingPolicySetting?,
        arguments: [String]
    ) -> String {
        switch self {
        case .command(let name):
            return
                (["\(name) run \(reference) --seed \(seed)"]
                + (policy.map { ["--strategy '\($0.text)'"] } ?? []) + arguments)
                .joined(separator: " ")
        case .library:
            let strategy = policy.map { ", strategy: .\($0)" } ?? ""
            return "Rehearsal(of: …, seeds: \(seed)...\(seed)\(strategy)).run(\"\(reference)\")"
        }
    }
}
