import Histories
import Reporting
import ScenarioFormat
import Simulator

/// Runs the same seeds in two processes and compares what they did.
///
/// The hash seed of Swift's own collections differs between processes, so an order that depends on
/// hashing shows.
struct DeterminismCheck {
    let entries: [ScenarioLibrary.Entry]
    let settings: [VariableSetting]
    let seeds: SeedOptions
    let exploration: ExplorationOptions
    let threads: Int

    /// Runs both and tells of the first difference.
    ///
    /// - Throws: `ExitCode` 70 if the second process cannot be run.
    func run() throws -> ExitStatus {
        let there = try ChildProcess.start(arguments: arguments)
        let here = Fingerprints(
            entries,
            seeds: seeds,
            exploration: exploration,
            threads: threads
        )
        guard let other = Fingerprints(text: try there.output()),
            other.lines.count == here.lines.count
        else {
            Terminal.complain("error: the second process did not run the same seeds\n")
            return .internalError
        }
        guard let pair = zip(here.lines, other.lines).first(where: { $0 != $1 }) else {
            Terminal.write(
                "deterministic: \(NumberText.count(here.lines.count, "run")) of "
                    + "\(NumberText.count(entries.count, "scenario")) had the same fingerprints in "
                    + "two processes\n"
            )
            return .passed
        }
        Terminal.write(
            "NOT DETERMINISTIC  \(pair.0.title)  seed \(pair.0.seed)\n"
                + "  fingerprint here  \(pair.0.fingerprint)\n"
                + "  fingerprint there \(pair.1.fingerprint)\n"
        )
        try tellDifference(of: pair.0)
        return .notDeterministic
    }

    private var arguments: [String] {
        var arguments = ["run"] + entries.map { exploration.reference(to: $0.path) }
        arguments += exploration.arguments
        arguments += exploration.strategyArguments(isMany: seeds.areMany)
        arguments += ["--jobs", String(threads), "--print-fingerprints"]
        arguments += VariableOption.arguments(settings)
        if let seed = seeds.seed { arguments += ["--seed", String(seed)] }
        if let range = seeds.seeds?.seeds {
            arguments += ["--seeds", "\(range.lowerBound)..\(range.upperBound)"]
        }
        return arguments
    }

    /// Compares the two processes' histories of a run, and prints the first fact that differs.
    private func tellDifference(of run: Fingerprints.Line) throws {
        guard let entry = entries.first(where: { $0.title == run.title }) else { return }
        let there = try ChildProcess.start(
            arguments: ["run", exploration.reference(to: entry.path)] + exploration.arguments
                + exploration.strategyArguments(isMany: seeds.areMany)
                + ["--seed", String(run.seed), "--print-history"]
                + VariableOption.arguments(entry.settings)
        )
        let recorded = exploration.sweep(of: entry, isMany: seeds.areMany, threads: 1)
            .record(seed: run.seed)
        let here = (recorded.history?.jsonLines ?? "").split(separator: "\n").dropFirst()
        let other = try there.output().split(separator: "\n").dropFirst()
        guard let index = zip(here, other).enumerated().first(where: { $1.0 != $1.1 })?.offset
        else {
            Terminal.write(
                "  no fact differs as far as both go (\(NumberText.grouped(here.count)) and "
                    + "\(NumberText.grouped(other.count)) facts): the scheduling does\n"
            )
            return
        }
        Terminal.write("  the first fact that differs is number \(NumberText.grouped(index + 1))\n")
        Terminal.write("  here   \(Array(here)[index])\n  there  \(Array(other)[index])\n")
    }
}
