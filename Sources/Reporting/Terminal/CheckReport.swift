package import Invariants
package import Simulator

/// What the invariants say of one history, for a terminal.
package struct CheckReport {
    /// How many violations of an invariant are shown.
    private static let shownViolations = 5

    private let results: [InvariantResult]
    private let style: TextStyle

    /// Makes the report of some results, in the order given.
    package init(_ results: [InvariantResult], style: TextStyle) {
        self.results = results
        self.style = style
    }

    /// What the results say together: a violation outweighs doubt, doubt outweighs success.
    package static func verdict(of results: [InvariantResult]) -> Verdict {
        results.reduce(.passed) { verdict, result in
            switch result.outcome {
            case .passed, .notApplicable: verdict
            case .violated: verdict.combined(with: .violated)
            case .inconclusive: verdict.combined(with: .inconclusive)
            }
        }
    }

    /// The report, with the end of its last line.
    package var text: String {
        var table = TerminalTable([
            ("invariant", .left), ("comparisons", .right), ("outcome", .left),
        ])
        for result in results {
            table.add([
                .init(result.invariant.id), .init(NumberText.grouped(result.comparisons)),
                .init(words(for: result), result.outcome.meaning),
            ])
        }
        let lines = table.lines(style) + violations
        return lines.map { $0 + "\n" }.joined()
            + "\n\(style.paint(verdict.word, verdict.meaning)): \(comparisons)\n"
    }

    private var verdict: Verdict { Self.verdict(of: results) }

    private var comparisons: String {
        NumberText.count(results.reduce(0) { $0 + $1.comparisons }, "comparison")
    }

    private func words(for result: InvariantResult) -> String {
        switch result.outcome {
        case .inconclusive(let reason): "inconclusive: \(reason)"
        case .violated: NumberText.count(result.violationCount, "violation")
        case .passed, .notApplicable: result.outcome.word
        }
    }

    private var violations: [String] {
        results.flatMap { result -> [String] in
            guard !result.violations.isEmpty else { return [] }
            let shown = result.violations.prefix(Self.shownViolations)
            let rest = result.violationCount - shown.count
            return ["", style.paint("FAIL \(result.invariant.id)", .bad)]
                + shown.map { "  \($0.message)" }
                + (rest > 0 ? ["  and \(NumberText.grouped(rest)) more"] : [])
        }
    }
}

extension InvariantResult.Outcome {
    /// The colour of the outcome.
    fileprivate var meaning: TextStyle.Meaning {
        switch self {
        case .passed: .good
        case .violated: .bad
        case .inconclusive: .doubtful
        case .notApplicable: .quiet
        }
    }
}
