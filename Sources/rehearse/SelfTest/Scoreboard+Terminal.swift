package import Reporting
import Scenarios

extension Scoreboard {
    /// The scoreboard for a terminal, with the end of its last line.
    package func text(_ style: TextStyle) -> String {
        var table = TerminalTable(
            [("defect", .left), ("scenario", .left)]
                + strategies.map { ($0.text, .right) }
                + [("median", .right), ("share", .right), ("caught by", .left)]
        )
        for score in scores {
            table.add(
                [.init(score.id), .init(score.caught?.scenario ?? "")]
                    + strategies.map { .init(cell(score, $0)) }
                    + [.init(median(score)), .init(Self.cell(score.share)), verdict(on: score)]
            )
        }
        return (table.lines(style) + [""] + summary(style)).map { $0 + "\n" }.joined()
    }

    private func verdict(on score: DefectScore) -> TerminalTable.Cell {
        guard score.hasSurvived else { return .init(score.naming.joined(separator: ", "), .good) }
        guard let shown = score.shown else { return .init("SURVIVED", .bad) }
        return .init("SURVIVED; shown only by " + shown.others.joined(separator: ", "), .bad)
    }

    private func summary(_ style: TextStyle) -> [String] {
        var lines = alarms.map {
            style.paint("FALSE ALARM  shipped architecture: \($0)", .bad)
        }
        if alarms.isEmpty, controls > 0 {
            lines.append(
                "The shipped architecture passes the "
                    + NumberText.count(controls, "run") + " in which a defect was caught."
            )
        }
        let names = survivors.map(\.id).joined(separator: ", ")
        lines.append(
            "\(caught) of \(NumberText.count(scores.count, "planted defect")) caught by an invariant "
                + "that names the problem" + (names.isEmpty ? "" : "; survivors: " + names)
        )
        return lines
    }
}
