package import Histories
package import Invariants
import Scenarios
import Simulator

/// The report of `rehearse explain` for a terminal: each violation with what led to it, in plain
/// words.
package struct ExplainReport {
    /// How many violations of an invariant are explained.
    private static let shownViolations = 3
    /// How many links of a chain are told.
    private static let links = 40

    private let results: [InvariantResult]
    private let history: History
    private let style: TextStyle

    /// Makes the report of what some invariants say of a history.
    package init(_ results: [InvariantResult], of history: History, style: TextStyle) {
        self.results = results
        self.history = history
        self.style = style
    }

    /// The report, with the end of its last line; empty if nothing is violated.
    package var text: String {
        let violated = results.filter { !$0.violations.isEmpty }
        return violated.map(explanation).joined(separator: "\n")
    }

    private func explanation(of result: InvariantResult) -> String {
        var lines = [
            style.paint("\(result.invariant.id) does not hold", .bad),
            "  What must hold: \(result.invariant.statement)",
        ]
        for violation in result.violations.prefix(Self.shownViolations) {
            lines += [""] + account(of: violation)
        }
        let rest = result.violationCount - min(Self.shownViolations, result.violations.count)
        if rest > 0 {
            lines += ["", "  and \(NumberText.count(rest, "further violation")) of it"]
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func account(of violation: Violation) -> [String] {
        var lines = ["  What was seen: \(violation.message)"]
        if let first = violation.first {
            lines.append(
                "    first:       " + FactWording.line(for: first, sessions: history.sessions)
            )
        }
        lines.append(
            "    conflicting: "
                + FactWording.line(for: violation.conflicting, sessions: history.sessions)
        )
        let chain = CausalChain(of: violation, in: history, longest: Self.links)
        guard !chain.links.isEmpty else { return lines }
        lines.append("  What led to it:")
        let width = chain.links.map { TimeText.seconds($0.time).count }.max() ?? 0
        for link in chain.links {
            if link.omittedBefore > 0 {
                lines.append(
                    "    … \(NumberText.count(link.omittedBefore, "more step")) like these …"
                )
            }
            let time = TimeText.seconds(link.time)
            let padding = String(repeating: " ", count: width - time.count)
            lines.append("    \(padding)\(time)  \(link.words)")
        }
        return lines
    }
}
