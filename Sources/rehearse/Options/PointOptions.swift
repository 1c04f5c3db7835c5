import ArgumentParser
import Reporting
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

    @Option(
        help: ArgumentHelp(
            "Let a fault of the scenario strike once more, after a fact; may be repeated.",
            discussion: """
                The fault's place in the scenario, the fact, which of them, of which session if one is \
                meant: 2:token-sent:5:3. What a guided sweep prints to show a run again.
                """,
            valueName: "FAULT:FACT:NTH[:SESSION]"
        ),
        transform: PointOptions.parseStrike
    )
    var strike: [Strike] = []

    /// The entry with these points among its faults.
    ///
    /// - Throws: `ValidationError` if the scenario cannot have them.
    func applied(to entry: ScenarioLibrary.Entry) throws -> ScenarioLibrary.Entry {
        let struck = try strike.map { try Self.rule(of: $0, in: entry) }
        let rules = points.flatMap(\.rules) + struck
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
    var arguments: [String] {
        points.flatMap(\.arguments) + strike.flatMap { ["--strike", $0.text] }
    }

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

    private static func rule(
        of strike: Strike,
        in entry: ScenarioLibrary.Entry
    ) throws -> FaultRule {
        if let rule = strike.rule(in: entry.scenario) { return rule }
        throw ValidationError(
            "'--strike \(strike.text)' cannot be: \(entry.path) has "
                + "\(NumberText.count(entry.scenario.faults.count, "fault")) and "
                + "\(NumberText.count(entry.scenario.sessionCount, "session")), and what happens to "
                + "no session says nothing of whom a fault strikes."
        )
    }

    private static func parseStrike(_ text: String) throws -> Strike {
        guard let strike = Strike(text: text) else {
            throw ValidationError(
                "'\(text)' is no strike; write the second fault after the fifth token that was sent to "
                    + "session 3 as '--strike 2:token-sent:5:3'."
            )
        }
        return strike
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
