import ArgumentParser
import Histories
import Reporting
import ScenarioFormat
import Scenarios
import Simulator

/// Runs seeds again with their facts recorded, each once, and writes what they tell.
struct Recorder {
    private let sweep: SeedSweep
    private let outcome: SweepOutcome
    /// The last recording: reports and failures mostly ask for the same one.
    private var last: RunOutcome?

    /// Makes a recorder of a sweep's seeds, with a recording that exists already.
    init(sweep: SeedSweep, outcome: SweepOutcome, recorded: RunOutcome? = nil) {
        self.sweep = sweep
        self.outcome = outcome
        last = recorded
    }

    /// The evidence of a failure.
    ///
    /// - Throws: `ExitCode` 3 if the repeated run does not show it.
    mutating func failure(_ group: FailureGroup) throws -> Failure {
        let seed = group.seeds[0]
        guard let failure = Failure(group, recorded: try recording(of: seed)) else {
            Terminal.complain(
                "error: the violation of \(group.invariant) at seed \(seed) did not come again "
                    + "when the run was repeated: it is not deterministic\n"
            )
            throw ExitCode(ExitStatus.notDeterministic.rawValue)
        }
        return failure
    }

    /// Writes the ordering report of the scenario's own seed, or of the first if that was not run.
    ///
    /// - Throws: `ExitCode` 70 if it cannot be written.
    mutating func writeReport(of entry: ScenarioLibrary.Entry, to folder: String) throws {
        let own = outcome.runs.first { $0.seed == entry.scenario.seed } ?? outcome.runs[0]
        let recorded = try recording(of: own.seed)
        let report = OrderingReport(
            path: Self.portable(entry.path),
            arguments: VariableOption.shellArguments(entry.settings),
            command: Rehearsed.current.command,
            outcome: outcome,
            recorded: recorded
        )
        try Files.write(report.text, to: "\(folder)/\(entry.fileStem).md")
    }

    /// Writes the histories of the failures' first seeds, and their scenarios if no file has them.
    ///
    /// - Throws: `ExitCode` 70 if one cannot be written.
    mutating func writeFailures(_ failures: [Failure], to folder: String) throws {
        var seeds: [UInt64] = []
        for failure in failures where !seeds.contains(failure.group.seeds[0]) {
            seeds.append(failure.group.seeds[0])
        }
        for seed in seeds {
            try writeHistory(of: seed, to: folder)
            let scenario = sweep.scenario(at: seed)
            guard scenario.name != outcome.scenario.name else { continue }
            try Files.write(
                ScenarioWriter().write(scenario),
                to: "\(folder)/\(scenario.name).yaml"
            )
        }
    }

    /// Writes the history of a seed.
    ///
    /// - Throws: `ExitCode` 70 if it cannot be written.
    mutating func writeHistory(of seed: UInt64, to folder: String) throws {
        guard let history = try recording(of: seed).history else { return }
        let stem = ScenarioLibrary.fileStem(of: outcome.scenario.name)
        try Files.write(history.jsonLines, to: "\(folder)/\(stem)-\(seed).jsonl")
    }

    private mutating func recording(of seed: UInt64) throws -> RunOutcome {
        if let last, last.seed == seed { return last }
        let recorded = sweep.record(seed: seed)
        let first = outcome.runs.first { $0.seed == seed }
        guard first == nil || first?.fingerprint == recorded.fingerprint else {
            Terminal.complain(
                "error: seed \(seed) of \(outcome.scenario.name) was another run when it was "
                    + "repeated: it is not deterministic\n"
            )
            throw ExitCode(ExitStatus.notDeterministic.rawValue)
        }
        last = recorded
        return recorded
    }

    /// The path without anything outside the folder in which the command runs.
    private static func portable(_ path: String) -> String {
        guard path.hasPrefix("/") || path.hasPrefix("..") else { return path }
        return path.split(separator: "/").last.map(String.init) ?? path
    }
}
