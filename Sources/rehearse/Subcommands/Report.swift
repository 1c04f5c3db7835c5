import ArgumentParser
import Reporting
import ScenarioFormat
import Scenarios
import Simulator

/// `rehearse report`: the ordering reports of scenarios, each at its own seed.
struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes the ordering report of each scenario, at its own seed.",
        discussion: """
            Reports are made of virtual time alone: the same scenarios make the same bytes. Reports \
            of scenarios that were not given stay as they are.
            """
    )

    @OptionGroup var scenarios: ScenarioOptions

    @Option(help: ArgumentHelp("The folder to write to.", valueName: "DIR"), completion: .directory)
    var out = "Reports"

    func run() throws {
        let entries = try scenarios.load()
        var verdict = Verdict.passed
        let progress = Progress(runs: entries.count)
        for entry in entries {
            progress.begin(entry.scenario.name, runs: 1)
            let sweep = SeedSweep(
                scenario: entry.scenario,
                architecture: .rehearsed,
                jobs: 1
            )
            let recorded = sweep.record(seed: entry.scenario.seed)
            let outcome = SweepOutcome(scenario: entry.scenario, runs: [recorded])
            verdict = verdict.combined(with: outcome.verdict)
            progress.advance()
            progress.end(outcome.verdict.word)
            var recorder = Recorder(sweep: sweep, outcome: outcome, recorded: recorded)
            try recorder.writeReport(of: entry, to: out)
        }
        progress.finish()
        try ExitStatus(verdict).end()
    }
}
