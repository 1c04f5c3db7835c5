import Reporting
import SourceMutations

extension MutationScore {
    /// The figures and the survivors as a Markdown document.
    ///
    /// - Parameter command: The command that makes it.
    /// - Returns: the document, with the end of its last line.
    package func markdown(command: String) -> String {
        heading(command) + table("part of the server", by: \.folder) + "\n"
            + table("kind of mistake", by: { Self.kind($0.mutant.operator) }) + "\n" + others
            + closing
    }

    private static func kind(_ operator: MutationOperator) -> String {
        "`\(`operator`.rawValue)`: \(`operator`.summary)"
    }

    private func heading(_ command: String) -> String {
        let chosen = entries.count + stillborn
        let share =
            chosen == population
            ? "All \(NumberText.grouped(population)) mutants were chosen"
            : "\(NumberText.grouped(chosen)) of \(NumberText.grouped(population)) mutants were drawn"
        return """
            # Mutation score: does the harness see small mistakes?

            Written by `\(command)`.

            **\(summary).**

            \(share). Each is one small mistake in the sources of the server, and is run against the \
            first seed of every one of \(NumberText.count(scenarios, "scenario")) (those of the theme \
            `scale` left out), the cheapest first, then the second, and so on, under one policy of \
            the portfolio after the other, until an invariant is violated. A survivor has gone \
            through \(NumberText.count(rounds, "seed")) of each unnoticed. The score counts what was \
            noticed among what was tried; *excused* mutants change nothing that a scenario could be \
            about, and stand in `\(ExcuseFile.path)` with their reasons.


            """
    }

    private func table(_ title: String, by key: (Entry) -> String) -> String {
        var table = MarkdownTable(
            [
                (title, .left), ("tried", .right), ("caught", .right), ("survived", .right),
                ("excused", .right), ("score", .right),
            ]
        )
        for group in groups(by: key).sorted(by: { $0.name < $1.name }) {
            table.add(
                [
                    group.name, "\(group.tried)", "\(group.caught)", "\(group.survivors)",
                    "\(group.excused)",
                    Self.percent(group.tried - group.survivors, of: group.tried),
                ]
            )
        }
        return table.text
    }

    private var others: String {
        let noticed = entries.filter { entry in
            switch entry.result {
            case .doubted, .crashed, .hung: true
            case .caught, .failed, .survived, nil: false
            }
        }
        return list("Noticed, but by no invariant", noticed) {
            $0.result.map { ": \($0.words)" } ?? ""
        }
    }

    private var closing: String {
        survivors.isEmpty ? "There are no survivors.\n" : list("Survivors", survivors) { _ in "" }
    }

    private func list(_ title: String, _ entries: [Entry], _ more: (Entry) -> String) -> String {
        guard !entries.isEmpty else { return "" }
        let lines = entries.map { entry in
            "- \(entry.path):\(entry.mutant.line), \(entry.mutant.name)\(more(entry))\n"
        }
        return "## \(title)\n\n" + lines.joined() + "\n"
    }
}
