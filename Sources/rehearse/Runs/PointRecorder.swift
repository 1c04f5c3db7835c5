import ArgumentParser
import Histories
import PlantedDefects
import Reporting
import ScenarioFormat
import Scenarios
import Simulator

/// Runs the points at which a crash sweep failed again with their facts recorded, one for each kind
/// of failure, and gathers what there is to report of them.
///
/// The first failures are kept as those of `rehearse run` are: as scenario files that fail by
/// themselves, made as simple as they can be, each with its recorded schedule.
struct PointRecorder {
    let entry: ScenarioLibrary.Entry
    let sweep: Simulator.CrashSweep
    let outcome: CrashSweepOutcome
    let defect: PlantedDefect?
    /// What keeps failures, and makes them simpler.
    let shrinker: FailureShrinker

    /// What failed, one result for each kind of failure, the earliest point first.
    ///
    /// - Throws: `ExitCode` 3 if a repeated run does not show its failure, 70 if a file cannot be
    ///   written.
    func failures(writingTo folder: String?) throws -> [ScenarioResult] {
        if outcome.visits.isEmpty, outcome.verdict == .violated { return try undisturbed() }
        var results: [ScenarioResult] = []
        for (group, points) in groups {
            let recorded = sweep.record(points[0])
            guard
                var failure = Failure(group, recorded: recorded, otherPlaces: points.count - 1)
            else { throw notRepeated(group, at: points[0]) }
            if results.count < RunReport.shownFailures { try keep(&failure, at: points[0]) }
            results.append(result(failure, recorded, arguments: points[0].arguments))
            if let folder, let history = recorded.history {
                let name =
                    entry.fileStem
                    + points[0].arguments.joined(separator: "-")
                    .replacing("/", with: ".")
                try Files.write(history.jsonLines, to: "\(folder)/\(name).jsonl")
            }
        }
        return results
    }

    /// The kinds of failure, each with the points that show it.
    private var groups: [(group: FailureGroup, points: [CrashPoint])] {
        var groups: [(group: FailureGroup, points: [CrashPoint])] = []
        for (point, run) in outcome.failures {
            let alone = SweepOutcome(scenario: outcome.scenario, runs: [run])
            for group in FailureGroup.groups(of: alone) {
                let index = groups.firstIndex {
                    $0.group.invariant == group.invariant && $0.group.shape == group.shape
                }
                if let index {
                    groups[index].points.append(point)
                } else {
                    groups.append((group, [point]))
                }
            }
        }
        return groups
    }

    /// What failed without any crash.
    private func undisturbed() throws -> [ScenarioResult] {
        let run = outcome.survey.run
        let alone = SweepOutcome(scenario: outcome.scenario, runs: [run])
        return try FailureGroup.groups(of: alone).enumerated().compactMap { index, group in
            guard var failure = Failure(group, recorded: run) else { return nil }
            if index < RunReport.shownFailures { try keep(&failure, at: nil) }
            return result(failure, run, arguments: [])
        }
    }

    /// Leaves files of a failure at a point, or without any crash: shrunk if there is the time, else
    /// as it was.
    private func keep(_ failure: inout Failure, at point: CrashPoint?) throws {
        try shrinker.keep(
            &failure,
            .init(
                scenario: point.map(sweep.scenario(at:)) ?? outcome.scenario,
                seed: outcome.survey.run.seed,
                isSwarm: false,
                invariant: failure.group.invariant
            ),
            origin: entry.title
        )
    }

    private func result(
        _ failure: Failure,
        _ run: RunOutcome,
        arguments: [String]
    ) -> ScenarioResult {
        ScenarioResult(
            path: entry.path,
            title: entry.title,
            outcome: SweepOutcome(scenario: outcome.scenario, runs: [run]),
            wallTime: 0,
            caller: Rehearsed.caller,
            arguments: VariableOption.shellArguments(entry.settings) + arguments
                + (defect.map { ["--defect", $0.id] } ?? []),
            failures: [failure]
        )
    }

    private func notRepeated(_ group: FailureGroup, at point: CrashPoint) -> ExitCode {
        Terminal.complain(
            "error: the violation of \(group.invariant) (\(point.words)) did not come again when "
                + "the run was repeated: it is not deterministic\n"
        )
        return ExitCode(ExitStatus.notDeterministic.rawValue)
    }
}
