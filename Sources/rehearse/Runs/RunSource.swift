import ArgumentParser
import Histories
import PlantedDefects
import Reporting
import ScenarioFormat
import Scenarios
import SimulatedWorld
import Simulator

/// One run that a command looks at: a scenario at a seed, or a recorded history.
struct RunSource {
    /// What it is.
    enum Kind {
        case scenario(Scenario, seed: UInt64, Architecture)
        case history(History)
    }

    /// What it is called.
    let name: String
    /// What it is.
    let kind: Kind

    /// Finds a run by the text that names it: `FILE.yaml`, `FILE.yaml@SEED` or `FILE.jsonl`.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - settings: Values for the scenario's variables.
    ///   - seed: The seed if the text names none; nil is the scenario's own.
    ///   - defect: The planted defect that is run in place of the shipped architecture.
    /// - Throws: `ValidationError` if there is no such file, the seed is no number, or it is not one
    ///   scenario; `ExitCode` 65 if the file is invalid.
    init(
        _ text: String,
        settings: [VariableSetting] = [],
        seed: UInt64? = nil,
        defect: PlantedDefect? = nil
    ) throws {
        if text.hasSuffix(RecordedHistory.ending) {
            name = text
            kind = .history(try RecordedHistory.read(text))
            return
        }
        let (path, ownSeed) = try Self.split(text)
        var options = ScenarioOptions()
        options.paths = [path]
        options.settings = settings
        let entries = try options.load()
        guard entries.count == 1, let entry = entries.first else {
            throw ValidationError(
                "'\(path)' has \(NumberText.count(entries.count, "scenario")); name one of them."
            )
        }
        let seed = ownSeed ?? seed ?? entry.scenario.seed
        name = "\(entry.title)@\(seed)" + (defect.map { " with \($0.id)" } ?? "")
        kind = .scenario(
            entry.scenario,
            seed: seed,
            defect.map { Architecture($0) } ?? .rehearsed
        )
    }

    /// The path and the seed behind the last `@`, if there is one.
    private static func split(_ text: String) throws -> (path: String, seed: UInt64?) {
        guard let sign = text.lastIndex(of: "@") else { return (text, nil) }
        let digits = text[text.index(after: sign)...]
        guard let seed = UInt64(digits) else {
            throw ValidationError("'\(digits)' is not a seed; write it as '\(text[..<sign])@17'.")
        }
        return (String(text[..<sign]), seed)
    }

    /// The whole run.
    func history() -> History {
        switch kind {
        case .history(let history): return history
        case .scenario(let scenario, let seed, let architecture):
            let sweep = SeedSweep(scenario: scenario, architecture: architecture, jobs: 1)
            return sweep.record(seed: seed).history ?? History()
        }
    }

    /// The facts until an instant, and the store's rows there; nil for a recorded history, whose store
    /// is gone.
    func inspection(at instant: Int64) -> (history: History, store: [Fact])? {
        guard case .scenario(let scenario, let seed, let architecture) = kind else { return nil }
        return SimulationRun(scenario: scenario, seed: seed, architecture: architecture)
            .inspect(at: .nanoseconds(instant))
    }
}
