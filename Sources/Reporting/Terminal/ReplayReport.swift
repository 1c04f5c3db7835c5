import Histories
import Invariants
package import Scenarios
import SimulationKernel
package import Simulator

/// The report of `rehearse replay` for a terminal: whether the run is the recorded one, where it is
/// not, and what it violates.
package struct ReplayReport {
    /// How many facts are shown before and after the first that differs.
    private static let factsAround = 2

    private let recording: Recording
    private let run: RunOutcome
    private let result: ScenarioResult
    private let departure: FactTrail.Departure?
    private let isScenarioChanged: Bool
    private let architecture: String

    /// Makes the report of a run that was to follow a recording.
    ///
    /// - Parameters:
    ///   - recording: The recording.
    ///   - run: The run, with its facts.
    ///   - scenario: What it is a run of.
    ///   - isScenarioChanged: Whether that is not the scenario that was recorded.
    ///   - architecture: The name of the architecture that was run.
    ///   - command: The command that does the same again.
    package init(
        _ recording: Recording,
        run: RunOutcome,
        of scenario: Scenario,
        isScenarioChanged: Bool,
        architecture: String,
        command: String
    ) {
        self.recording = recording
        self.run = run
        departure = run.history.flatMap { recording.trail?.departure(of: $0) }
        self.isScenarioChanged = isScenarioChanged
        self.architecture = architecture
        let outcome = SweepOutcome(scenario: scenario, runs: [run])
        result = ScenarioResult(
            path: scenario.name,
            outcome: outcome,
            wallTime: 0,
            failures: FailureGroup.groups(of: outcome)
                .compactMap { Failure($0, recorded: run) },
            command: command
        )
    }

    /// What the replay says of the architecture: a run that left the recording proves nothing, unless
    /// something was violated before.
    package var verdict: Verdict {
        if run.divergence != nil { return run.violations.isEmpty ? .inconclusive : .violated }
        return run.verdict
    }

    /// The report, with the end of its last line.
    package func text(_ style: TextStyle) -> String {
        var lines = run.divergence.map { departure($0, style) } ?? faithful(style)
        let shown = result.failures.sorted { rank($0) < rank($1) }
            .prefix(RunReport.shownFailures)
        lines += shown.flatMap { [""] + FailureBlock($0, of: result, style: style).lines }
        return lines.map { $0 + "\n" }.joined()
    }

    private func rank(_ failure: Failure) -> Int {
        failure.group.invariant == recording.finding.invariant ? 0 : 1
    }

    private func faithful(_ style: TextStyle) -> [String] {
        let decisions = NumberText.count(recording.schedule.decisions.count, "decision")
        let steps = NumberText.count(Int(run.statistics.steps), "step")
        // The fingerprint has the schedule and most of each fact; the trail has all of it.
        let isSame = run.fingerprint == recording.fingerprint && departure == nil
        var lines = [
            style.paint("replayed", .heading) + ": \(steps), \(decisions) as recorded, "
                + (isSame ? "the same fingerprint" : "but other facts")
        ]
        if !isSame { lines += firstDifference(style) + suspects }
        let isShown = run.violations.contains { $0.invariant == recording.finding.invariant }
        if !isShown {
            let doubts = run.doubts.map { "  ? \($0)" }
            lines += ["  \(recording.finding.invariant) holds now"] + doubts
        }
        return lines
    }

    private func departure(_ divergence: ScheduleDivergence, _ style: TextStyle) -> [String] {
        var lines = [
            style.paint("DIVERGED", .doubtful)
                + " at step \(divergence.step) of the recorded run, "
                + "t=\(TimeText.seconds(run.statistics.virtualTime))",
            "  \(divergence)",
        ]
        let facts = run.history?.facts ?? []
        if let last = facts.last(where: { $0.step <= divergence.step && $0.kind != .storeInspected }
        ),
            let sessions = run.history?.sessions
        {
            lines.append("  last fact before: " + FactWording.line(for: last, sessions: sessions))
        }
        lines += firstDifference(style) + suspects
        let finding = recording.finding
        lines.append(
            divergence.step < finding.step
                ? "  the violation of \(finding.invariant) was recorded at step \(finding.step), which "
                    + "this run did not come to"
                : "  the violation of \(finding.invariant) was recorded before, at step "
                    + "\(finding.step)"
        )
        return lines
    }

    /// Where the run first does something else than was recorded, with what stands around it; nothing if
    /// it does not, or the recording does not say what was done.
    private func firstDifference(_ style: TextStyle) -> [String] {
        guard let history = run.history, let trail = recording.trail, let departure else {
            return []
        }
        func line(_ fact: Fact) -> String {
            FactWording.line(for: fact, sessions: history.sessions)
        }
        let index = departure.index
        var lines = [
            "  the first fact that differs is number \(NumberText.grouped(index + 1)) of the "
                + "\(NumberText.grouped(trail.marks.count)) recorded:"
        ]
        lines += history.facts[max(0, index - Self.factsAround)..<min(index, history.facts.count)]
            .map { style.paint("    same      " + line($0), .quiet) }
        let recorded = departure.recorded.map { words(for: $0, departure) }
        let rest = history.facts.dropFirst(index)
        lines.append("    recorded  " + (recorded ?? "no more"))
        lines.append("    now       " + (rest.first.map(line) ?? "no more"))
        lines += rest.dropFirst().prefix(Self.factsAround).map {
            style.paint("    then      " + line($0), .quiet)
        }
        return lines
    }

    /// What is known of a recorded fact.
    private func words(for mark: FactTrail.Mark, _ departure: FactTrail.Departure) -> String {
        guard !departure.isSameInOutline else { return "the same kind of fact, with other content" }
        let sessions = run.history?.sessions ?? SessionTable()
        return "step \(mark.step)  \(mark.kind.rawValue)"
            + (mark.session.isNone ? "" : ", session \(sessions.name(of: mark.session))")
    }

    /// What is known to be another than at the recording.
    private var suspects: [String] {
        var reasons: [String] = []
        if isScenarioChanged { reasons.append("the scenario was changed") }
        if architecture != recording.architecture {
            reasons.append(
                "it was recorded on '\(recording.architecture)', this is '\(architecture)'"
            )
        }
        if reasons.isEmpty { reasons.append("the program was changed since it was recorded") }
        return ["  why: " + reasons.joined(separator: "; ")]
    }
}
