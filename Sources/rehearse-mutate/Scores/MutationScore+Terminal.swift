package import Reporting
import SourceMutations

extension MutationScore {
    /// The figures and the survivors for a terminal, with the end of the last line.
    package func text(_ style: TextStyle) -> String {
        var table = TerminalTable(
            [
                ("part", .left), ("tried", .right), ("caught", .right), ("survived", .right),
                ("excused", .right), ("score", .right),
            ]
        )
        for group in groups(by: \.folder).sorted(by: { $0.name < $1.name }) {
            table.add(
                [
                    .init(group.name), .init("\(group.tried)"), .init("\(group.caught)"),
                    .init("\(group.survivors)", group.survivors > 0 ? .bad : nil),
                    .init("\(group.excused)"),
                    .init(Self.percent(group.tried - group.survivors, of: group.tried)),
                ]
            )
        }
        let lines = table.lines(style) + [""] + strangers(style) + [summary]
        return lines.map { $0 + "\n" }.joined()
    }

    private func strangers(_ style: TextStyle) -> [String] {
        entries.compactMap { entry in
            guard let result = entry.result else { return nil }
            if case .caught = result { return nil }
            let words = style.paint(result.words, result == .survived ? .bad : .heading)
            return "\(words)  \(entry.path):\(entry.mutant.line)  \(entry.mutant.name)"
        }
    }

    /// The figures in a sentence.
    var summary: String {
        let others =
            noticed == 0
            ? "" : ", \(noticed) noticed otherwise (inconclusive, crashed or hung)"
        return "\(Self.percent(tried - survivors.count, of: tried)) of "
            + NumberText.count(tried, "mutant") + " noticed: \(caught) caught by an invariant"
            + others + "; \(survivors.count) survived, \(excused) excused, \(stillborn) no Swift"
    }
}
