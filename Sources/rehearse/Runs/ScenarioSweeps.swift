import Histories
import PlantedDefects
import Reporting
import ScenarioFormat
import Scenarios
import SimulatedWorld
import Simulator

/// Runs scenarios one after the other, each at all its seeds, and gathers what there is to report.
struct ScenarioSweeps {
    let entries: [ScenarioLibrary.Entry]
    let seeds: SeedOptions
    let exploration: ExplorationOptions
    let interference: InterferenceOptions
    let threads: Int
    /// The defect that is run in place of the shipped architecture; nil: none.
    let defect: PlantedDefect?
    /// The folder for ordering reports and for the histories of failures; nil: none are written.
    let reports: String?
    /// The folder for the histories of all runs; nil: none are written.
    let recordings: String?

    /// Runs everything.
    ///
    /// - Throws: `ExitCode` 70 if a file cannot be written, or a run that was repeated for its
    ///   recording is not the same.
    func run() throws -> [ScenarioResult] {
        let total = entries.reduce(0) { $0 + seeds.seeds(for: $1.scenario).count }
        let progress = Progress(runs: total)
        defer { progress.finish() }
        return try entries.map { try run($0, progress) }
    }

    private func run(
        _ entry: ScenarioLibrary.Entry,
        _ progress: Progress
    ) throws -> ScenarioResult {
        let scenario = entry.scenario
        let seeds = seeds.seeds(for: scenario)
        let architecture = defect.map { Architecture(name: $0.id, assemble: $0.assemble) }
        let sweep = exploration.sweep(
            of: entry,
            architecture: architecture ?? .shipped,
            interference: interference.check,
            threads: threads
        )
        progress.begin(scenario.name, runs: seeds.count)
        let stopwatch = Stopwatch()
        let outcome = sweep.run(seeds: seeds) { _ in progress.advance() }
        let wallTime = stopwatch.elapsed
        progress.end(outcome.verdict.word)
        var recorder = Recorder(sweep: sweep, outcome: outcome)
        let failures = try FailureGroup.groups(of: outcome).map { try recorder.failure($0) }
        if let reports {
            // Of generated scenarios only those that fail are worth a file.
            if !exploration.generate { try recorder.writeReport(of: entry, to: reports) }
            try recorder.writeFailures(failures, to: "\(reports)/failures")
        }
        if let recordings {
            for seed in seeds { try recorder.writeHistory(of: seed, to: recordings) }
        }
        return ScenarioResult(
            path: entry.path,
            title: entry.title,
            outcome: outcome,
            wallTime: wallTime,
            reference: exploration.reference(to: entry.path),
            arguments: VariableOption.shellArguments(entry.settings) + exploration.arguments
                + interference.arguments + (defect.map { ["--defect", $0.id] } ?? []),
            failures: failures
        )
    }
}
