import Scenarios
package import Simulator

/// The index of the ordering reports: every scenario by its theme, with what it shows, its verdict
/// and what it covers.
///
/// Determinism: a function of the outcomes and their order.
package struct ReportIndex {
    /// A scenario with its report.
    package struct Entry: Sendable {
        let outcome: SweepOutcome
        let path: String
        let stem: String

        /// Makes an entry of what a scenario came to, its file and its report's name without ending.
        package init(outcome: SweepOutcome, path: String, stem: String) {
            self.outcome = outcome
            self.path = path
            self.stem = stem
        }

        /// The folder of the scenario's file.
        fileprivate var theme: String {
            let parts = path.split(separator: "/")
            return parts.count > 2 ? String(parts[parts.count - 2]) : ""
        }
    }

    private let entries: [Entry]

    /// Makes the index of some scenarios, in the order given.
    package init(_ entries: [Entry]) {
        self.entries = entries
    }

    /// The document.
    package var text: String {
        """
        # What was rehearsed

        Each scenario at its own seed, told for people who were not there: what was checked and how
        often, what was injected, what was delivered again, and how long clients waited.
        `rehearse report` writes all of it anew, byte for byte; `rehearse report --format html` makes
        pages of the same runs, with their lanes over virtual time.

        \(themes.map(section).joined(separator: "\n"))
        """
    }

    /// The themes, in the order in which they are first met.
    private var themes: [String] {
        entries.map(\.theme).reduce(into: [String]()) { themes, theme in
            if !themes.contains(theme) { themes.append(theme) }
        }
    }

    private func section(_ theme: String) -> String {
        var table = MarkdownTable([
            ("scenario", .left), ("what it shows", .left), ("verdict", .left), ("covers", .left),
        ])
        for entry in entries where entry.theme == theme {
            let scenario = entry.outcome.scenario
            table.add([
                "[\(scenario.name)](\(entry.stem).md)", scenario.summary,
                verdict(of: entry.outcome),
                scenario.covers.map(\.text).joined(separator: ", "),
            ])
        }
        return (theme.isEmpty ? "" : "## \(Self.title(of: theme))\n\n") + table.text
    }

    /// A folder's name as a title; a word without a vowel is an abbreviation.
    private static func title(of theme: String) -> String {
        guard theme.contains(where: { "aeiouy".contains($0) }) else { return theme.uppercased() }
        let words = theme.replacing("-", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    private func verdict(of outcome: SweepOutcome) -> String {
        switch (outcome.verdict, outcome.announcedViolation) {
        case (.passed, nil): "passed"
        case (.passed, .some(let id)): "fails as documented: `\(id)`"
        case (let verdict, _): "**\(verdict.word)**"
        }
    }
}
