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
    /// The runs whose histories were written.
    private var written: [RunIdentity] = []

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
        guard let failure = Failure(group, recorded: try recording(of: group.first)) else {
            Terminal.complain(
                "error: the violation of \(group.invariant) at seed \(group.first.seed) did not come again "
                    + "when the run was repeated: it is not deterministic\n"
            )
            throw ExitCode(ExitStatus.notDeterministic.rawValue)
        }
        return failure
    }

    /// Writes the run at the scenario's own seed, or at the first if that was not run.
    ///
    /// - Returns: the file's name in the folder.
    /// - Throws: `ExitCode` 70 if it cannot be written.
    @discardableResult
    mutating func write(
        _ format: ReportFormat,
        of entry: ScenarioLibrary.Entry,
        to folder: String
    ) throws -> String {
        let own = outcome.runs.first { $0.seed == entry.scenario.seed } ?? outcome.runs[0]
        let name = "\(entry.fileStem).\(format.ending)"
        let recorded = try recording(of: own.identity)
        let text =
            switch format {
            case .markdown: report(of: recorded, entry).text
            case .html: try page(of: own.identity, entry).text
            case .perfetto, .otlp: recorded.history.flatMap(format.trace) ?? ""
            case .svg: try picture(of: recorded, entry)
            }
        try Files.write(text, to: "\(folder)/\(name)")
        return name
    }

    private func picture(of run: RunOutcome, _ entry: ScenarioLibrary.Entry) throws -> String {
        guard let picture = RunPicture(outcome: outcome, recorded: run) else {
            throw ValidationError(
                "Nobody sends anything in \(entry.title); there is no picture of it."
            )
        }
        return picture.text
    }

    private func report(of run: RunOutcome, _ entry: ScenarioLibrary.Entry) -> OrderingReport {
        OrderingReport(
            path: Self.portable(entry.path),
            arguments: VariableOption.shellArguments(entry.settings),
            command: Rehearsed.current.command,
            outcome: outcome,
            recorded: run
        )
    }

    private mutating func page(
        of run: RunIdentity,
        _ entry: ScenarioLibrary.Entry
    ) throws -> RunPage {
        RunPage(
            path: Self.portable(entry.path),
            arguments: VariableOption.shellArguments(entry.settings),
            command: Rehearsed.current.command,
            outcome: outcome,
            recorded: try recording(of: run)
        )
    }

    /// Writes the histories of the failures' first seeds, their pages, and their scenarios if no file
    /// has them.
    ///
    /// - Returns: the names of the pages in the folder, by seed.
    /// - Throws: `ExitCode` 70 if one cannot be written.
    mutating func writeFailures(
        of result: ScenarioResult,
        _ entry: ScenarioLibrary.Entry,
        to folder: String
    ) throws -> [UInt64: String] {
        var pages: [UInt64: String] = [:]
        var runs: [RunIdentity] = []
        for failure in result.failures where !runs.contains(failure.group.first) {
            let run = failure.group.first
            runs.append(run)
            try writeHistory(of: run, to: folder)
            guard pages[run.seed] == nil else { continue }
            let stem = ScenarioLibrary.fileStem(of: outcome.scenario.name)
            let name = "\(stem)-\(run.seed).html"
            var page = try page(of: run, entry)
            page.command = result.reproduction(of: failure)
            try Files.write(page.text, to: "\(folder)/\(name)")
            pages[run.seed] = name
            let scenario = sweep.scenario(of: RunIdentity(seed: run.seed))
            guard scenario.name != outcome.scenario.name else { continue }
            try Files.write(
                ScenarioWriter().write(scenario),
                to: "\(folder)/\(scenario.name).yaml"
            )
        }
        return pages
    }

    /// Writes the history of a run: of a seed's further ones under names of their own.
    ///
    /// - Throws: `ExitCode` 70 if it cannot be written.
    mutating func writeHistory(of run: RunIdentity, to folder: String) throws {
        guard let history = try recording(of: run).history else { return }
        let before = written.count { $0.seed == run.seed && $0 != run }
        if !written.contains(run) { written.append(run) }
        let ending = before > 0 ? "-\(before + 1)" : ""
        let stem = ScenarioLibrary.fileStem(of: outcome.scenario.name)
        try Files.write(history.jsonLines, to: "\(folder)/\(stem)-\(run.seed)\(ending).jsonl")
    }

    private mutating func recording(of run: RunIdentity) throws -> RunOutcome {
        if let last, last.identity == run { return last }
        let recorded = sweep.record(run)
        let first = outcome.runs.first { $0.identity == run }
        guard first == nil || first?.fingerprint == recorded.fingerprint else {
            Terminal.complain(
                "error: seed \(run.seed) of \(outcome.scenario.name) was another run when it was "
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
