import Reporting
import Scenarios

extension Scoreboard {
    /// The scoreboard as a Markdown document.
    ///
    /// - Parameter command: The command that makes it.
    /// - Returns: the document, with the end of its last line.
    package func markdown(command: String) -> String {
        var table = MarkdownTable(
            [
                ("defect", .left), ("caught by", .left), ("also violated", .left),
                ("scenario", .left),
            ]
                + strategies.map { ("`\($0.text)`", .right) }
                + [("median", .right), ("share", .right)]
        )
        for score in scores {
            table.add(
                [
                    "`\(score.id)`",
                    score.hasSurvived ? "**survived**" : Self.list(score.naming),
                    Self.list(score.hasSurvived ? score.shown?.others ?? [] : score.others),
                    score.caught?.scenario ?? "",
                ]
                    + strategies.map { cell(score, $0) }
                    + [median(score), Self.cell(score.share)]
            )
        }
        return heading(command) + table.text + "\n" + closing + comparison
    }

    /// In how many runs each strategy catches the defects that do not show under all alike.
    private var comparison: String {
        let differing = scores.filter(\.dependsOnStrategy)
        guard strategies.count > 1, !differing.isEmpty else { return "" }
        var table = MarkdownTable(
            [("defect", .left), ("scenario", .left)] + strategies.map { ("`\($0.text)`", .right) }
        )
        for score in differing {
            table.add(
                ["`\(score.id)`", score.caught?.scenario ?? ""]
                    + strategies.map { Self.cell(score.share(under: $0)) }
            )
        }
        table.add(
            ["**all \(NumberText.count(scores.count, "defect"))**", ""]
                + strategies.map { "**\(Self.cell(share(of: $0)))**" }
        )
        return """

            ## Strategies compared

            Nearly every defect is caught at the first seed of the library, since some scenario or \
            other is made for it. What a strategy is worth shows where luck is needed: in how many \
            of the first seeds of the scenario above each catches a defect. Defects that all catch \
            equally often are left out, and are in the last row.


            """ + table.text
    }

    private static func list(_ ids: [String]) -> String {
        ids.map { "`\($0)`" }.joined(separator: ", ")
    }

    private func heading(_ command: String) -> String {
        """
        # Self-test: does the harness see planted defects?

        Written by `\(command)`. The same scenarios, seeds and build make the same bytes, at any \
        number of jobs.

        **\(caught) of \(NumberText.count(scores.count, "planted defect")) caught** by an invariant \
        that names the problem, in a library of \(NumberText.count(scenarios, "scenario")) without \
        those of the theme `scale`, within \(NumberText.count(seeds, "seed")). \(control)

        How it was measured: under each strategy every scenario runs at its first seed, the cheapest \
        first, or the one that caught the defect under the strategy before; then every one at its \
        second, and so on, until one of the invariants that name the problem is violated. The number \
        below a strategy is how many seeds of the library that took; the median is over the \
        strategies. *Also violated* are invariants that were not meant to see it and did, up to the \
        moment of the catch: alone they do not count. The share is over the first seeds of the \
        scenario in the table, under all strategies together.


        """
    }

    private var control: String {
        if controls == 0 { return "" }
        let runs = NumberText.count(controls, "different run")
        guard alarms.isEmpty else {
            return "**The shipped architecture is accused in \(runs) of these**: "
                + alarms.joined(separator: "; ") + "."
        }
        return "The shipped architecture passes the \(runs) in which one was caught."
    }

    private var closing: String {
        guard !survivors.isEmpty else { return "There are no survivors.\n" }
        return "Survivors: " + Self.list(survivors.map(\.id)) + ".\n"
    }
}
