package import Simulator

/// What reports for a terminal say of verdicts, whether of one sweep or of several that were joined.
package enum VerdictLines {
    /// How many doubts of a scenario are listed.
    private static let shownDoubts = 5

    /// The verdict as the cell of a table; a scenario that documents a failure passes by showing it.
    package static func cell(_ verdict: Verdict, isAnnounced: Bool) -> TerminalTable.Cell {
        .init(verdict == .passed && isAnnounced ? "passed (known)" : verdict.word, verdict.meaning)
    }

    /// The lines below a scenario that has not passed: what is doubtful, and, in the sentence
    /// `missing`, which known failure did not show; nil: none is missing.
    package static func doubts(
        _ doubts: [String],
        missing: String?,
        _ verdict: Verdict,
        _ style: TextStyle
    ) -> [String] {
        guard verdict != .passed else { return [] }
        var lines = doubts.prefix(Self.shownDoubts).map { "  ? \($0)" }
        if doubts.count > Self.shownDoubts {
            lines.append("  ? and \(doubts.count - Self.shownDoubts) more")
        }
        if let missing { lines.append("  ! \(missing)") }
        return lines.map { style.paint($0, verdict.meaning) }
    }

    /// How many scenarios came to which verdict.
    package static func counts(_ verdicts: [Verdict], _ style: TextStyle) -> String {
        let all: [Verdict] = [.passed, .violated, .inconclusive]
        let counts = all.compactMap { verdict -> String? in
            let count = verdicts.count { $0 == verdict }
            guard count > 0 else { return nil }
            return style.paint("\(NumberText.grouped(count)) \(verdict.word)", verdict.meaning)
        }
        return counts.joined(separator: ", ")
    }

    /// The line that says how many scenarios were to be run and were not begun; nil if none.
    package static func omission(_ count: Int, _ style: TextStyle) -> String? {
        guard count > 0 else { return nil }
        return style.paint(NumberText.count(count, "scenario") + " not begun", .doubtful)
    }
}
