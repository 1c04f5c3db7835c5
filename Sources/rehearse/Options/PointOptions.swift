import ArgumentParser
import ScenarioFormat
import Scenarios
import Simulator

/// Crashes and losses of power at exact points of a run, beside the scenario's own faults: what
/// `rehearse crash-sweep` prints to show a point again.
struct PointOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Crash the server before that scheduling step; may be repeated.",
            discussion: "Of several servers the first, unless STEP/INSTANCE names another.",
            valueName: "STEP"
        ),
        transform: PointOptions.parseCrash
    )
    var crashAt: [CrashPoint.Crash] = []

    @Option(
        help: ArgumentHelp(
            "Let the power fail in place of that write of the disk, counted from 1; may be repeated.",
            valueName: "WRITE"
        ),
        transform: PointOptions.parseWrite
    )
    var powerLossAt: [Int] = []

    /// The entry with these points among its faults.
    ///
    /// - Throws: `ValidationError` if the scenario cannot have them.
    func applied(to entry: ScenarioLibrary.Entry) throws -> ScenarioLibrary.Entry {
        let rules = points.flatMap(\.rules)
        guard !rules.isEmpty else { return entry }
        var scenario = entry.scenario
        scenario.faults += rules
        for problem in scenario.problems() {
            switch problem {
            case .noDisk:
                throw ValidationError(
                    "'--power-loss-at' needs a disk; \(entry.path) keeps its store in memory."
                )
            case .unknownInstance(_, let instance, let instances):
                throw ValidationError(
                    "'--crash-at' names instance \(instance); \(entry.path) has \(instances)."
                )
            default:
                preconditionFailure("A valid scenario stays so with a crash more: \(problem).")
            }
        }
        return ScenarioLibrary.Entry(
            path: entry.path,
            scenario: scenario,
            title: entry.title,
            settings: entry.settings,
            line: entry.line
        )
    }

    /// What the command line says to get the same.
    var arguments: [String] { points.flatMap(\.arguments) }

    private var points: [CrashPoint] {
        crashAt.map { .crash($0) } + powerLossAt.map { .powerLoss(write: $0) }
    }

    private static func parseCrash(_ text: String) throws -> CrashPoint.Crash {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count, (1...2).contains(numbers.count), numbers[0] >= 0,
            numbers.count == 1 || numbers[1] >= 1
        else {
            throw ValidationError(
                "'\(text)' is not a step; write it as '--crash-at 18402', or '--crash-at 18402/2' "
                    + "for the second server."
            )
        }
        return CrashPoint.Crash(step: numbers[0], instance: numbers.count == 2 ? numbers[1] : 1)
    }

    private static func parseWrite(_ text: String) throws -> Int {
        guard let write = Int(text), write >= 1 else {
            throw ValidationError(
                "'\(text)' is not the number of a write; write it as '--power-loss-at 731'."
            )
        }
        return write
    }
}
