import ArgumentParser
import ScenarioFormat
import Scenarios
import SimulatedWorld
import Simulator

/// How seeds are used to look further than a scenario says by itself.
struct ExplorationOptions: ParsableArguments {
    /// The name of generated scenarios in reports.
    private static let generated = "generated"

    @Flag(
        help: ArgumentHelp(
            "Let each seed switch on a random subset of the scenario's faults.",
            discussion: "So that none hides what another would show."
        )
    )
    var swarm = false

    @Flag(help: "Let each seed draw a whole scenario, in place of files.")
    var generate = false

    /// What is run: the scenarios of the files, or those that seeds draw.
    ///
    /// - Throws: as `ScenarioOptions.load`; `ValidationError` if files are given beside
    ///   `--generate`.
    func entries(of scenarios: ScenarioOptions) throws -> [ScenarioLibrary.Entry] {
        guard generate else { return try scenarios.load() }
        guard scenarios.areDefault else {
            throw ValidationError(
                "'--generate' draws its scenarios; leave out the files and '--set'."
            )
        }
        return [ScenarioLibrary.Entry(path: Self.generated, scenario: .generatedFamily)]
    }

    /// The sweep that runs an entry.
    func sweep(
        of entry: ScenarioLibrary.Entry,
        architecture: Architecture = .shipped,
        interference: InterferenceCheck? = nil,
        threads: Int
    ) -> SeedSweep {
        SeedSweep(
            source: generate ? .generated : .one(entry.scenario),
            faults: swarm ? .swarm : .all,
            architecture: architecture,
            interference: interference,
            jobs: threads
        )
    }

    /// How the command line names what is at a path.
    func reference(to path: String) -> String { generate ? "--generate" : path }

    /// What the command line says beside that.
    var arguments: [String] { swarm ? ["--swarm"] : [] }
}
