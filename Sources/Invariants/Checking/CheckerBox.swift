import Histories

/// A checker of any type, in place.
///
/// Fast path: one virtual call a fact leads to code that is specialised for the checker, and the
/// checker's state is never copied.
class AnyCheckerBox {
    func observe(_ fact: Fact, _ ledger: Ledger) {
        preconditionFailure("Only a box with a checker inside can observe facts.")
    }

    func result(_ ledger: Ledger, seen: FactKindSet, header: HistoryHeader) -> InvariantResult {
        preconditionFailure("Only a box with a checker inside has a result.")
    }

    var violationCount: Int {
        preconditionFailure("Only a box with a checker inside has findings.")
    }
}

/// The box of one type of checker.
final class CheckerBox<Boxed: Checker>: AnyCheckerBox {
    private var checker: Boxed
    private var findings: Findings
    private let isApplicable: Bool

    init(_ context: CheckContext) {
        checker = Boxed(context)
        findings = Findings(of: Boxed.invariant, in: context)
        isApplicable = Boxed.isApplicable(to: context.settings)
    }

    override var violationCount: Int { findings.violationCount }

    override func observe(_ fact: Fact, _ ledger: Ledger) {
        guard isApplicable else { return }
        checker.observe(fact, ledger, &findings)
    }

    override func result(
        _ ledger: Ledger,
        seen: FactKindSet,
        header: HistoryHeader
    ) -> InvariantResult {
        guard isApplicable else { return result(.notApplicable) }
        checker.finish(ledger, &findings)
        let missing = Boxed.needs.filter { kind in
            header.observed.map { !$0.contains(kind) } ?? !seen.contains(kind)
        }
        guard missing.isEmpty else {
            let names = missing.map(\.rawValue).joined(separator: ", ")
            return inconclusive("the history has no \(names) facts")
        }
        guard findings.violationCount == 0 else { return result(.violated) }
        if let doubt = findings.doubt { return result(.inconclusive(doubt)) }
        guard header.observed != nil || findings.comparisons > 0 else {
            return inconclusive("nothing that it compares happened")
        }
        return result(.passed)
    }

    /// Without the facts that it needs, what a checker found is no evidence and is left out.
    private func inconclusive(_ reason: String) -> InvariantResult {
        InvariantResult(
            invariant: Boxed.invariant,
            outcome: .inconclusive(reason),
            comparisons: findings.comparisons,
            violations: [],
            violationCount: 0
        )
    }

    private func result(_ outcome: InvariantResult.Outcome) -> InvariantResult {
        InvariantResult(
            invariant: Boxed.invariant,
            outcome: outcome,
            comparisons: findings.comparisons,
            violations: findings.violations,
            violationCount: findings.violationCount
        )
    }
}
