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

    @Option(
        help: ArgumentHelp(
            """
            Which scheduling policy decides: portfolio, guided, exhaustive(preemptions: N), \
            scenario, fifo, jitter, random or pct(N).
            """,
            discussion: """
                'portfolio' takes jitter, random, pct(2) and pct(3) in turns, by the seed, where the \
                scenario leaves it to chance: the default for several seeds. 'scenario' is the \
                scenario's own: the default for one seed, and for '--generate'.

                'guided' makes as many runs as there are seeds. Some are of new seeds; the others repeat \
                a run that showed something new, with its schedule drawn anew from some choice on, or \
                with one of the scenario's faults once more right where it showed it ('--strike'): of \
                these the most that has shown most so far.

                'exhaustive(preemptions: 2)' runs every schedule of a seed in which something else \
                than what became ready first runs twice at most; what leads into a state that was \
                seen is gone through once. It is for small scenarios: after 10,000 schedules \
                ('schedules: N' for another number) it gives up, and is inconclusive.
                """,
            valueName: "NAME"
        ),
        completion: StrategyOption.completion,
        transform: StrategyOption.parse
    )
    var strategy: SchedulingStrategy?

    @OptionGroup var points: PointOptions

    /// What is run: the scenarios of the files, or those that seeds draw.
    ///
    /// - Throws: as `ScenarioOptions.load`; `ValidationError` if files or points are given beside
    ///   `--generate`, or a scenario cannot have the points.
    func entries(of scenarios: ScenarioOptions) throws -> [ScenarioLibrary.Entry] {
        guard generate else { return try scenarios.load().map(points.applied) }
        guard points.arguments.isEmpty else {
            throw ValidationError(
                "'--generate' draws its faults; leave out '--crash-at', '--power-loss-at' and '--strike'."
            )
        }
        guard scenarios.areDefault else {
            throw ValidationError(
                "'--generate' draws its scenarios; leave out the files and '--set'."
            )
        }
        return [ScenarioLibrary.Entry(path: Self.generated, scenario: .generatedFamily)]
    }

    /// The sweep that runs an entry; at several seeds, if `isMany`.
    func sweep(
        of entry: ScenarioLibrary.Entry,
        isMany: Bool,
        architecture: Architecture = .rehearsed,
        interference: InterferenceCheck? = nil,
        threads: Int
    ) -> SeedSweep {
        SeedSweep(
            source: generate ? .generated : .one(entry.scenario),
            faults: swarm ? .swarm : .all,
            strategy: effectiveStrategy(isMany: isMany),
            architecture: architecture,
            interference: interference,
            jobs: threads
        )
    }

    /// How the command line names what is at a path.
    func reference(to path: String) -> String { generate ? "--generate" : path }

    /// What the command line says beside that, apart from the strategy.
    var arguments: [String] { (swarm ? ["--swarm"] : []) + points.arguments }

    /// What the command line says of the strategy, so that one seed runs as it did among several.
    func strategyArguments(isMany: Bool) -> [String] {
        ["--strategy", effectiveStrategy(isMany: isMany).text]
    }

    /// Whether what is run next depends on what was seen.
    var isAdaptive: Bool { strategy?.isAdaptive ?? false }

    /// Whether the schedules of each seed are searched.
    var isSearch: Bool { if case .exhaustive = strategy { true } else { false } }

    /// How many runs at most are made of a scenario at so many seeds.
    func runs(of seeds: Int) -> Int {
        guard case .exhaustive(_, let schedules) = strategy else { return seeds }
        return seeds.multipliedReportingOverflow(by: schedules).partialValue
    }

    private func effectiveStrategy(isMany: Bool) -> SchedulingStrategy {
        strategy ?? (isMany && !generate ? .portfolio : .asWritten)
    }
}
