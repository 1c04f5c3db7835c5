import ArgumentParser
import Foundation
import Invariants
import ScenarioFormat

/// `rehearse-mutate trial`: the process of one mutant.
struct Trial: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs the scenarios until an invariant is violated; says so in one line.",
        discussion: "What `measure` runs for each mutant, in the copy that has the mutants."
    )

    @Argument(help: "Scenario files, and folders with all scenarios below them.")
    var paths: [String] = ["Scenarios"]

    @Option(help: "How many seeds of every scenario to run.")
    var rounds = 2

    @Option(help: "After so many steps a run is inconclusive.")
    var steps = 4_000_000

    func run() throws {
        let library = ScenarioLibrary.load(
            paths: paths,
            parser: ScenarioParser(knownInvariants: InvariantRegistry.all.map(\.id))
        )
        if let refused = library.diagnostics.first {
            // The control has read them all: it is the mutant to which one is no scenario, since
            // what the server takes for a name is what a scenario may name.
            guard !isMutated else {
                return say(.doubted(reason: refused.message, scenario: refused.fileName))
            }
            throw ValidationError(DiagnosticRenderer(style: .plain).render(library.diagnostics))
        }
        let scenarios = library.entries.filter { !$0.path.contains("/scale/") }.map(\.scenario)
        say(TrialRun(scenarios: scenarios, rounds: rounds, steps: steps).run())
    }

    private var isMutated: Bool {
        (ProcessInfo.processInfo.environment[TrialProcess.variable] ?? "0") != "0"
    }

    private func say(_ result: TrialResult) { print(result.line) }
}
