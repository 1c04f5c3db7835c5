import Histories
import Invariants
import Scenarios
import Simulator

extension OrderingReport {
    /// Each invariant, how often it was compared, and what it says; what must have been seen.
    var checks: String {
        var table = MarkdownTable([
            ("invariant", .left), ("comparisons", .right), ("verdict", .left),
            ("from", .left),
        ])
        for (index, result) in recorded.results.enumerated() {
            let comparisons = outcome.runs.reduce(0) { $0 + $1.results[index].comparisons }
            table.add([
                "`\(result.invariant.id)`", NumberText.grouped(comparisons),
                verdict(at: index, comparisons: comparisons),
                result.invariant.specification.joined(separator: ", "),
            ])
        }
        let runs = NumberText.count(outcome.runs.count, "run")
        return "## What was checked\n\nIn \(runs):\n\n" + table.text + sometimes
    }

    /// What the runs say of the invariant at a place: the worst of them; nothing compared is no
    /// success.
    private func verdict(at index: Int, comparisons: Int) -> String {
        let outcomes = outcome.runs.map { $0.results[index].outcome }
        let violated = outcomes.count { $0 == .violated }
        if violated > 0 {
            return outcomes.count == 1
                ? "**violated**" : "**violated** in \(NumberText.count(violated, "run"))"
        }
        for case .inconclusive(let reason) in outcomes { return "inconclusive: \(reason)" }
        if outcomes.allSatisfy({ $0 == .notApplicable }) { return "not applicable" }
        return comparisons > 0 ? "held" : "nothing to compare"
    }

    private var sometimes: String {
        guard !outcome.sometimes.isEmpty else { return "" }
        var table = MarkdownTable([
            ("must have been seen", .left), ("in runs", .right), ("times", .right),
        ])
        for (index, (condition, runs)) in outcome.sometimes.enumerated() {
            let times = outcome.runs.reduce(0) { $0 + $1.sometimes[index] }
            table.add([
                "`\(condition.text)`", "\(runs) of \(outcome.runs.count)",
                NumberText.grouped(times),
            ])
        }
        return
            "\nA rehearsal in which nothing went wrong proves nothing, so the scenario names what "
            + "must have happened:\n\n" + table.text
    }
}
