package import Histories
package import Simulator

/// The plot of `rehearse explain` for a terminal: how likely a failure becomes as its run goes on, and
/// the step at which most was decided.
package struct CausalityReport {
    private static let width = 30

    private let causality: LocalCausality
    private let invariant: String
    private let history: History
    private let style: TextStyle

    /// Makes the plot of a failure's causality, with the facts of its run.
    package init(
        _ causality: LocalCausality,
        of invariant: String,
        in history: History,
        style: TextStyle
    ) {
        self.causality = causality
        self.invariant = invariant
        self.history = history
        self.style = style
    }

    /// The plot, with the end of its last line.
    package var text: String {
        let runs = causality.points.first?.runs ?? 0
        var lines = [
            style.paint("How likely \(invariant) becomes to fail", .heading) + "  "
                + Sparkline.text(of: causality.points.map(\.share)),
            "  Each row: \(NumberText.count(runs, "run")) that go along with the schedule up to "
                + "there, and are drawn anew from there on.",
        ]
        let steps = causality.points.map { NumberText.grouped($0.step) }
        let times = causality.points.map { TimeText.seconds($0.time) }
        for (index, point) in causality.points.enumerated() {
            lines.append(
                "  " + Self.padded(times[index], to: times) + "  step "
                    + Self.padded(steps[index], to: steps) + "  " + Self.percent(point) + "  "
                    + Self.bar(point.share)
            )
        }
        lines += conclusion
        return lines.map { $0 + "\n" }.joined()
    }

    private var conclusion: [String] {
        guard let decision = causality.decision else {
            return [
                causality.isFate
                    ? "  It is not a matter of the schedule: with nearly every other one it fails, too."
                    : "  No single step decides it: the likelihood nowhere rises by much."
            ]
        }
        let (before, after) = (decision.before, decision.after)
        var lines = [
            style.paint("decisive", .heading)
                + ": step \(NumberText.grouped(before.step)), t=\(TimeText.seconds(before.time))",
            "  Up to there \(before.failed) of \(before.runs) runs fail; with this one choice more, "
                + "\(after.failed) of \(after.runs).",
            "  Of \(decision.alternatives) things that were ready, number \(decision.chosen) ran; "
                + "what was seen next:",
        ]
        let next = history.facts.drop { $0.step <= before.step }.prefix(3)
        lines += next.map { "    " + FactWording.line(for: $0, sessions: history.sessions) }
        return lines
    }

    private static func padded(_ text: String, to texts: [String]) -> String {
        let width = texts.map(\.count).max() ?? 0
        return String(repeating: " ", count: width - text.count) + text
    }

    private static func percent(_ point: LocalCausality.Point) -> String {
        let text = "\(Int((point.share * 100).rounded())) %"
        return String(repeating: " ", count: 5 - text.count) + text
    }

    private static func bar(_ share: Double) -> String {
        let filled = Int((share * Double(width)).rounded())
        return String(repeating: "█", count: filled)
            + String(repeating: "·", count: width - filled)
    }
}
