import Histories
import Reporting
import ScenarioFormat
import Scenarios
import Simulator

/// Runs the same seeds in two processes and compares what they did, scenario by scenario.
///
/// The hash seed of Swift's own collections differs between processes, so an order that depends on
/// hashing shows; and the second process runs on another number of threads. It may be another build,
/// too: an older one, or one with other optimisations.
struct DeterminismCheck {
    /// How many facts are shown before the first that differs.
    private static let factsBefore = 3

    let entries: [ScenarioLibrary.Entry]
    let seeds: SeedOptions
    let exploration: ExplorationOptions
    let threads: Int
    /// The program of the second process.
    let program: String

    /// Runs both and tells of the first difference.
    ///
    /// - Throws: `ExitCode` 70 if the second process cannot be run.
    func run() throws -> ExitStatus {
        let progress = Progress(runs: entries.reduce(0) { $0 + count(of: $1) })
        defer { progress.finish() }
        var runs = 0
        for entry in entries {
            progress.begin(entry.scenario.name, runs: count(of: entry))
            let there = try ChildProcess.start(program, arguments: arguments(for: entry))
            let here = Fingerprints(
                entry,
                seeds: seeds,
                exploration: exploration,
                threads: threads
            ) { progress.advance() }
            let status = try compare(here, Fingerprints(text: try there.output()), of: entry)
            if status != .passed { return status }
            runs += here.lines.count
        }
        Terminal.write(
            "deterministic: \(NumberText.count(runs, "run")) of "
                + "\(NumberText.count(entries.count, "scenario")) had the same fingerprints in "
                + "two processes\n"
        )
        return .passed
    }

    private func count(of entry: ScenarioLibrary.Entry) -> Int {
        seeds.seeds(for: entry.scenario).count
    }

    private func compare(
        _ here: Fingerprints,
        _ there: Fingerprints?,
        of entry: ScenarioLibrary.Entry
    ) throws -> ExitStatus {
        guard let there, there.lines.map(\.seed) == here.lines.map(\.seed) else {
            Terminal.complain("error: the second process did not run the same seeds\n")
            return .internalError
        }
        guard
            let (one, other) = zip(here.lines, there.lines)
                .first(where: { $0 != $1 || $0.escape != nil })
        else { return .passed }
        Terminal.write("NOT DETERMINISTIC  \(entry.title)  seed \(one.seed)\n")
        if let escape = one.escape ?? other.escape {
            Terminal.write("  \(escape)\n")
        } else {
            Terminal.write(
                "  fingerprint here  \(one.fingerprint)\n"
                    + "  fingerprint there \(other.fingerprint)\n"
            )
            try tellDifference(at: one.seed, of: entry)
        }
        return .notDeterministic
    }

    private func arguments(for entry: ScenarioLibrary.Entry) -> [String] {
        common(for: entry) + seeds.arguments
            + ["--jobs", String(threads > 1 ? threads - 1 : 2), "--print-fingerprints"]
    }

    private func common(for entry: ScenarioLibrary.Entry) -> [String] {
        ["run", exploration.reference(to: entry.path)] + exploration.arguments
            + exploration.strategyArguments(isMany: seeds.areMany)
            + VariableOption.arguments(entry.settings)
    }

    /// Compares the two processes' histories of a run, and prints the first fact that differs.
    private func tellDifference(at seed: UInt64, of entry: ScenarioLibrary.Entry) throws {
        let there = try ChildProcess.start(
            program,
            arguments: common(for: entry) + ["--seed", String(seed), "--print-history"]
        )
        let recorded = exploration.sweep(of: entry, isMany: seeds.areMany, threads: 1)
            .record(seed: seed)
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
        let before = here.prefix(index).suffix(Self.factsBefore)
        Terminal.write(before.map { "  both   \($0)\n" }.joined())
        Terminal.write("  here   \(Array(here)[index])\n  there  \(Array(other)[index])\n")
    }
}
