import ArgumentParser
import Histories
import Invariants
import ScenarioFormat
import Scenarios

/// `rehearse explain-scenario`: what a scenario will do, in words.
struct ExplainScenario: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain-scenario",
        abstract: "Says in words what a scenario will do, and what a seed makes of it.",
        discussion: """
            Nothing is run. Told are who talks to what, what each fault does and when, what must \
            hold, what must have been seen, and the plan: what the seed has drawn for the first \
            sessions; with --full for all of them, every message and every instant.

            Which sessions a share or a count of them strikes is drawn among those that are there \
            when the fault strikes, and so only during the run.
            """
    )

    @OptionGroup var scenarios: ScenarioOptions

    @Option(help: "The seed whose plan is told, in place of the scenario's own.")
    var seed: UInt64?

    @Flag(help: "Tell of all sessions, messages and instants.")
    var full = false

    func run() throws {
        guard scenarios.areNamed else {
            throw ValidationError(
                "Name the scenario: 'rehearse explain-scenario FILE'; 'rehearse validate' lists them."
            )
        }
        for (index, entry) in try scenarios.load().enumerated() {
            if index > 0 { Terminal.write("\n") }
            let explanation = ScenarioExplanation(
                entry.scenario,
                seed: seed ?? entry.scenario.seed,
                statements: InvariantRegistry.all.map { ($0.id, $0.statement) }
            )
            explanation.write(isFull: full, title: entry.title) { Terminal.write($0) }
        }
    }
}
