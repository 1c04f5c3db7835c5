import Scenarios
package import Simulator

/// The report of `rehearse run` for a terminal: a row for each scenario, what is doubtful, what
/// failed and why, and a closing line.
package struct RunReport {
    /// How many failures of a scenario are shown with their evidence.
    package static let shownFailures = 3

    private let results: [ScenarioResult]
    private let style: TextStyle
    private let omittedCount: Int

    /// Makes the report of some scenarios, in the order given; so many more were to be run and were
    /// not begun.
    package init(_ results: [ScenarioResult], style: TextStyle, omittedCount: Int = 0) {
        self.results = results
        self.style = style
        self.omittedCount = omittedCount
    }

    /// The verdict of all scenarios together.
    package var verdict: Verdict {
        results.reduce(omittedCount > 0 ? .inconclusive : .passed) {
            $0.combined(with: $1.outcome.verdict)
        }
    }

    /// The report, with the end of its last line; where all there is was not begun, only that.
    package var text: String {
        let omission = VerdictLines.omission(omittedCount, style)
        if let omission, results.isEmpty { return omission + "\n" }
        var lines = table()
        let failures = results.flatMap { result -> [String] in
            guard !result.failures.isEmpty else { return [] }
            return failureBlocks(of: result)
        }
        let exploration = policies + Self.coverage(of: results).map { style.paint($0, .quiet) }
        if !exploration.isEmpty { lines += [""] + exploration }
        if !failures.isEmpty { lines += [""] + failures }
        if let omission { lines += ["", omission] }
        return (lines + ["", summary]).map { $0 + "\n" }.joined()
    }

    private func table() -> [String] {
        var table = TerminalTable([
            ("scenario", .left), ("seeds", .right), ("sessions", .right), ("steps", .right),
            ("virtual", .right), ("wall", .right), ("speed-up", .right), ("facts", .right),
            ("comparisons", .right), ("verdict", .left),
        ])
        for result in results { table.add(row(of: result)) }
        let lines = table.lines(style)
        let rows = zip(results, lines.dropFirst()).flatMap { result, line -> [String] in
            let search = Self.search(of: result).map { style.paint($0, .quiet) }
            return [line] + swarm(of: result) + interference(of: result) + search
                + doubts(of: result)
        }
        return [lines[0]] + rows
    }

    private func row(of result: ScenarioResult) -> [TerminalTable.Cell] {
        let statistics = result.outcome.statistics
        let speedUp = result.speedUpTenths.map { NumberText.grouped($0 / 10) + "×" } ?? "–"
        return [
            .init(result.outcome.scenario.name),
            .init(NumberText.grouped(result.outcome.runs.count)),
            .init(NumberText.grouped(statistics.sessions)),
            .init(NumberText.grouped(statistics.steps)),
            .init(TimeText.length(statistics.virtualTime)),
            .init(TimeText.length(result.wallTime)),
            .init(speedUp),
            .init(NumberText.grouped(statistics.facts)),
            .init(NumberText.grouped(statistics.comparisons)),
            VerdictLines.cell(
                result.outcome.verdict,
                isAnnounced: result.outcome.announcedViolation != nil
            ),
        ]
    }

    private func doubts(of result: ScenarioResult) -> [String] {
        let outcome = result.outcome
        let missing = outcome.verdict == .violated && outcome.failures.isEmpty
        return VerdictLines.doubts(
            outcome.doubts,
            missing: outcome.announcedViolation.flatMap { id in
                missing ? "the known failure of \(id) did not show at any of these seeds" : nil
            },
            outcome.verdict,
            style
        )
    }

    /// How many of all runs were under which scheduling policy, if a strategy chose among several.
    private var policies: [String] {
        var counts: [(policy: String, runs: Int)] = []
        for own in results.compactMap(\.outcome.policies) {
            for (policy, runs) in own {
                if let index = counts.firstIndex(where: { $0.policy == policy }) {
                    counts[index].runs += runs
                } else {
                    counts.append((policy, runs))
                }
            }
        }
        guard counts.count > 1 else { return [] }
        let words = counts.map { "\($0.policy) in \(NumberText.grouped($0.runs))" }
        return [style.paint("scheduling: " + words.joined(separator: ", "), .quiet)]
    }

    private func swarm(of result: ScenarioResult) -> [String] {
        guard let faults = result.outcome.swarm, !faults.isEmpty else { return [] }
        let counts = faults.map { "\($0.number) \($0.name) in \(NumberText.grouped($0.runs))" }
        return [
            style.paint(
                "  swarm: of \(NumberText.count(result.outcome.runs.count, "seed")), on were "
                    + counts.joined(separator: ", "),
                .quiet
            )
        ]
    }

    private func interference(of result: ScenarioResult) -> [String] {
        guard let note = result.outcome.interference else { return [] }
        var lines: [String] = []
        if note.sessions > 0 {
            lines.append(
                "  non-interference: \(NumberText.count(note.sessions, "session")) of "
                    + NumberText.count(note.runs, "seed") + " also ran alone"
            )
        } else {
            lines.append("  non-interference: not applicable")
        }
        return (lines + note.reasons.map { "    not for others: \($0)" })
            .map { style.paint($0, .quiet) }
    }

    private func failureBlocks(of result: ScenarioResult) -> [String] {
        let shown = result.failures.prefix(Self.shownFailures)
        var lines = shown.flatMap {
            FailureBlock($0, of: result, style: style).lines + [""]
        }
        let rest = result.failures.dropFirst(Self.shownFailures)
        if !rest.isEmpty {
            let ids = rest.map { "\($0.group.invariant) (seed \($0.group.seeds[0]))" }
            lines += ["  \(result.title) also violates: " + ids.joined(separator: ", "), ""]
        }
        return lines.dropLast()
    }

    /// The closing line.
    private var summary: String {
        let runs = results.reduce(0) { $0 + $1.outcome.runs.count }
        let wall = results.reduce(0) { $0 + $1.wallTime }
        let virtual = results.reduce(0) { $0 + $1.outcome.statistics.virtualTime }
        let comparisons = results.reduce(0) { $0 + $1.outcome.statistics.comparisons }
        let speedUp =
            wall > 0 ? " (\(NumberText.grouped(Int64(Double(virtual) / Double(wall))))×)" : ""
        return NumberText.count(results.count, "scenario") + ", "
            + NumberText.count(runs, "run") + ": "
            + VerdictLines.counts(results.map(\.outcome.verdict), style)
            + " · \(TimeText.length(virtual)) of virtual time in \(TimeText.length(wall))"
            + speedUp + " · " + NumberText.count(comparisons, "comparison")
    }
}
