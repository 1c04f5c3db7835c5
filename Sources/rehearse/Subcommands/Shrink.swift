import ArgumentParser
import Invariants
import PlantedDefects
import Reporting
import ScenarioFormat
import Scenarios
import SimulatedWorld
import Simulator

/// `rehearse shrink`: makes a failing scenario as simple as it can be.
struct Shrink: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a failing scenario as simple as it can be and still fail.",
        discussion: """
            Sessions, messages, tokens, faults, timings, settings and the schedule are reduced as \
            long as the same invariant fails. The result is a scenario file of its own: 'rehearse \
            run' shows the failure again.
            """
    )

    @OptionGroup var scenarios: ScenarioOptions

    @Option(help: "The seed at which it fails, in place of the scenario's own.")
    var seed: UInt64?

    @Option(
        help: ArgumentHelp(
            "The invariant to look at; the first that fails if not given.",
            valueName: "ID"
        ),
        completion: .list(InvariantRegistry.all.map(\.id)),
        transform: InvariantOption.parse
    )
    var invariant: String?

    @OptionGroup var options: ShrinkOptions

    @Option(help: ArgumentHelp("The folder to write to.", valueName: "DIR"), completion: .directory)
    var out = ShrinkOptions.folder

    @OptionGroup var exploration: ExplorationOptions
    @OptionGroup var jobs: JobOptions

    @Option(
        help: ArgumentHelp("The planted defect of the architecture that fails.", valueName: "ID"),
        completion: DefectOption.completion,
        transform: DefectOption.parse
    )
    var defect: PlantedDefect?

    func run() throws {
        let entries = try exploration.entries(of: scenarios)
        guard entries.count == 1 else {
            throw ValidationError(
                "One scenario is shrunk at a time; these are \(entries.count). Name one file, and "
                    + "leave a matrix one value with '--set'."
            )
        }
        let entry = entries[0]
        let seed = seed ?? entry.scenario.seed
        let sweep = exploration.sweep(
            of: entry,
            isMany: false,
            architecture: defect.map { Architecture($0) } ?? .rehearsed,
            threads: 1
        )
        guard
            let invariant = invariant
                ?? sweep.run(seeds: [seed]).runs[0].violations.first?.invariant
        else { throw nothingFails(in: entry, seed) }
        let shrinker = FailureShrinker(
            time: options.shrinkFor,
            threads: jobs.threads,
            defect: defect,
            folder: out
        )
        Interruption.watch()
        let reproduction = try shrinker.shrink(
            sweep.concrete(sweep.identity(of: seed)),
            seed: seed,
            invariant: invariant,
            origin: entry.title
        )
        guard let reproduction else { throw nothingFails(in: entry, seed) }
        tell(reproduction)
        if !reproduction.shrunk.isMinimal { try ExitStatus.inconclusive.end() }
    }

    private func tell(_ reproduction: Reproduction) {
        let shrunk = reproduction.shrunk
        let ending =
            shrunk.isMinimal
            ? "nothing in it can be left out or made simpler"
            : "there was not the time to make it as simple as it can be"
        Terminal.write(
            """
            \(shrunk.violation.invariant): \(shrunk.violation.message)
              shrunk: \(reproduction.line.sizes)
              in \(NumberText.count(shrunk.attempts, "run")); \(ending)
              reproduce: \(reproduction.command)

            """
        )
    }

    private func nothingFails(in entry: ScenarioLibrary.Entry, _ seed: UInt64) -> ExitCode {
        Terminal.complain(
            "error: \(invariant ?? "every invariant") holds in \(entry.title) at seed \(seed): there "
                + "is nothing to shrink\n"
        )
        return ExitCode(ExitStatus.inconclusive.rawValue)
    }
}
