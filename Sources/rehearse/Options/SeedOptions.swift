import ArgumentParser
import Scenarios

/// Which seeds a command runs.
struct SeedOptions: ParsableArguments {
    @Option(help: "The one seed to run, in place of each scenario's own.")
    var seed: UInt64?

    @Option(
        help: ArgumentHelp("The seeds to run, both ends included.", valueName: "A..B"),
        transform: SeedRange.parse
    )
    var seeds: SeedRange?

    func validate() throws {
        if seed != nil, seeds != nil {
            throw ValidationError("Give either '--seed' or '--seeds', not both.")
        }
    }

    /// The seeds to run a scenario at.
    func seeds(for scenario: Scenario) -> [UInt64] {
        if let seeds { return Array(seeds.seeds) }
        return [seed ?? scenario.seed]
    }
}
