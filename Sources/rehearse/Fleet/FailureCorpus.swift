import ArgumentParser
import FoundationEssentials
import Reporting
import ScenarioFormat
import Scenarios
import Simulator

/// The runs that have failed before, kept in a folder, one file for each scenario: they are made first
/// next time, so that a bug that is still there shows at once.
///
/// A file has a line for each run, the newest failure first: seed (with what strikes beside the
/// scenario's own faults, if anything does), invariant, scheduling policy. A run that passes by now
/// stays, since what was broken once breaks again; what is too old makes room.
struct FailureCorpus {
    /// How many runs of a scenario are kept.
    private static let capacity = 20
    private static let ending = ".seeds"
    private static let comment =
        "# Runs that have failed, the newest first: seed, invariant, policy. 'rehearse run --corpus' "
        + "makes them first.\n"

    /// One run that has failed.
    private struct Entry: Equatable {
        let run: RunIdentity
        let invariant: String
    }

    /// The folder.
    let folder: String

    /// The runs of a scenario that are to be made first, each once.
    ///
    /// - Throws: `ExitCode` 65 if its file has a line that is none of these.
    func runs(of entry: ScenarioLibrary.Entry) throws -> [RunIdentity] {
        try read(path(of: entry)).reduce(into: []) { runs, kept in
            if !runs.contains(kept.run) { runs.append(kept.run) }
        }
    }

    /// Keeps the first run of each kind of failure.
    ///
    /// - Throws: `ExitCode` 65 if the file has a line that is no run, 70 if it cannot be written.
    func keep(_ groups: [FailureGroup], of entry: ScenarioLibrary.Entry) throws {
        guard !groups.isEmpty else { return }
        let path = path(of: entry)
        let failed = groups.map { Entry(run: $0.first, invariant: $0.invariant) }
        let older = try read(path).filter { !failed.contains($0) }
        let lines = (failed + older).prefix(Self.capacity).map { kept in
            let policy = kept.run.scheduling?.text ?? SchedulingStrategy.asWritten.text
            let name = [String(kept.run.seed)] + kept.run.strikes.map(\.text)
            return "\(name.joined(separator: "+")) \(kept.invariant) \(policy)\n"
        }
        try Files.update(Self.comment + lines.joined(), at: path)
    }

    private func path(of entry: ScenarioLibrary.Entry) -> String {
        "\(folder)/\(entry.fileStem)\(Self.ending)"
    }

    private func read(_ path: String) throws -> [Entry] {
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        var entries: [Entry] = []
        let lines = String(decoding: data, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
            guard let entry = Self.entry(line) else {
                Terminal.complain(
                    "\(path):\(index + 1): error: expected a seed, an invariant and a scheduling "
                        + "policy, such as '17 ordering.delivery pct(2)'\n"
                )
                throw ExitCode(ExitStatus.invalidInput.rawValue)
            }
            entries.append(entry)
        }
        return entries
    }

    private static func entry(_ line: Substring) -> Entry? {
        let words = line.split(separator: " ", maxSplits: 2)
        guard words.count == 3, let names = words.first?.split(separator: "+"),
            let seed = names.first.flatMap({ UInt64($0) })
        else { return nil }
        let strikes = names.dropFirst().compactMap { Strike(text: $0) }
        guard strikes.count == names.count - 1 else { return nil }
        let policy: SchedulingPolicySetting?
        switch try? StrategyOption.parse(String(words[2])) {
        case .asWritten: policy = nil
        case .one(let setting): policy = setting
        case .portfolio, .guided, .exhaustive, nil: return nil
        }
        return Entry(
            run: RunIdentity(seed: seed, scheduling: policy, strikes: strikes),
            invariant: String(words[1])
        )
    }
}
