import Reporting
import Simulator

/// The report of `rehearse merge` for a terminal: what all machines together came to.
struct MergedReport {
    private static let listedSeeds = 5

    private let record: SweepRecord
    private let parts: Int
    private let style: TextStyle

    /// Makes the report of what so many parts came to together.
    init(_ record: SweepRecord, parts: Int, style: TextStyle) {
        self.record = record
        self.parts = parts
        self.style = style
    }

    /// The verdict of all scenarios together; of none, nothing is known.
    var verdict: Verdict {
        record.scenarios.reduce(
            record.omitted > 0 || record.scenarios.isEmpty ? .inconclusive : .passed
        ) { $0.combined(with: $1.verdict) }
    }

    /// The report, with the end of its last line.
    var text: String {
        var table = TerminalTable([
            ("scenario", .left), ("seeds", .right), ("sessions", .right), ("steps", .right),
            ("virtual", .right), ("wall", .right), ("facts", .right), ("comparisons", .right),
            ("verdict", .left),
        ])
        for scenario in record.scenarios { table.add(row(of: scenario)) }
        let lines = table.lines(style)
        var all = [lines[0]]
        for (scenario, line) in zip(record.scenarios, lines.dropFirst()) {
            all += [line] + doubts(of: scenario)
        }
        for scenario in record.scenarios {
            for failure in scenario.failures { all += [""] + block(of: failure) }
        }
        if let line = VerdictLines.omission(record.omitted, style) { all += ["", line] }
        return (all + ["", summary]).map { $0 + "\n" }.joined()
    }

    private func row(of scenario: SweepRecord.Scenario) -> [TerminalTable.Cell] {
        [
            .init(scenario.name), .init(NumberText.grouped(scenario.runs)),
            .init(NumberText.grouped(scenario.sessions)),
            .init(NumberText.grouped(scenario.steps)),
            .init(TimeText.length(scenario.virtualNanoseconds)),
            .init(TimeText.length(scenario.wallNanoseconds)),
            .init(NumberText.grouped(scenario.facts)),
            .init(NumberText.grouped(scenario.comparisons)),
            VerdictLines.cell(scenario.verdict, isAnnounced: scenario.announced != nil),
        ]
    }

    private func doubts(of scenario: SweepRecord.Scenario) -> [String] {
        VerdictLines.doubts(
            scenario.allDoubts,
            missing: scenario.announced.flatMap { announced in
                announced.runs == 0
                    ? "the known failure of \(announced.name) did not show at any seed" : nil
            },
            scenario.verdict,
            style
        )
    }

    /// The evidence of the first part that has it, and at how many seeds of all it failed.
    private func block(of failure: SweepRecord.Failure) -> [String] {
        var lines = failure.evidence
        if let first = lines.first { lines[0] = style.paint(first, .bad) }
        guard failure.seeds.count > 1 else { return lines }
        let listed = failure.seeds.prefix(Self.listedSeeds).map(String.init)
        let rest = failure.seeds.count - Self.listedSeeds
        lines.append(
            "  in all: seeds " + listed.joined(separator: ", ")
                + (rest > 0 ? " and \(NumberText.grouped(rest)) more" : "")
        )
        return lines
    }

    private var summary: String {
        let runs = record.scenarios.reduce(0) { $0 + $1.runs }
        let wall = record.scenarios.reduce(0) { $0 + $1.wallNanoseconds }
        return "\(NumberText.count(parts, "part")): "
            + NumberText.count(record.scenarios.count, "scenario") + ", "
            + NumberText.count(runs, "run") + ": "
            + VerdictLines.counts(record.scenarios.map(\.verdict), style)
            + " · \(TimeText.length(wall)) of wall time in all"
    }
}
