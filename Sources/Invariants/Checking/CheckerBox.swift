import Histories

/// A checker of any type, in place.
///
/// Fast path: one virtual call a fact leads to code that is specialised for the checker, and the
/// checker's state is never copied.
class AnyCheckerBox {
    func observe(_ fact: Fact, _ ledger: Ledger) {
        preconditionFailure("Only a box with a checker inside can observe facts.")
    }

    func observeFirst(_ token: Fact, _ ledger: Ledger) {
        preconditionFailure("Only a box with a checker inside can observe facts.")
    }

    func result(_ ledger: Ledger, seen: FactKindSet, header: HistoryHeader) -> InvariantResult {
        preconditionFailure("Only a box with a checker inside has a result.")
    }

    var invariant: Invariant {
        preconditionFailure("Only a box with a checker inside checks an invariant.")
    }

    var interests: [FactKind] {
        preconditionFailure("Only a box with a checker inside has interests.")
    }

    var firstTokenInterests: [FactKind] {
        preconditionFailure("Only a box with a checker inside has interests.")
    }

    var violationCount: Int {
        preconditionFailure("Only a box with a checker inside has findings.")
    }
}

/// The box of one type of checker.
final class CheckerBox<Boxed: Checker>: AnyCheckerBox {
    /// Fast path: through a pointer, no access is checked for exclusivity at run time.
    private let checker: UnsafeMutablePointer<Boxed>
    private let findings: UnsafeMutablePointer<Findings>
    private let isApplicable: Bool

    init(_ context: CheckContext) {
        isApplicable = Boxed.isApplicable(to: context.settings)
        checker = .allocate(capacity: 1)
        checker.initialize(to: Boxed(context))
        findings = .allocate(capacity: 1)
        findings.initialize(to: Findings(of: Boxed.invariant, in: context))
    }

    deinit {
        checker.deinitialize(count: 1)
        checker.deallocate()
        findings.deinitialize(count: 1)
        findings.deallocate()
    }

    override var invariant: Invariant { Boxed.invariant }

    override var interests: [FactKind] { isApplicable ? Boxed.interests : [] }

    override var firstTokenInterests: [FactKind] {
        isApplicable ? Boxed.firstTokenInterests : []
    }

    override var violationCount: Int { findings.pointee.violationCount }

    override func observe(_ fact: Fact, _ ledger: Ledger) {
        checker.pointee.observe(fact, ledger, &findings.pointee)
    }

    override func observeFirst(_ token: Fact, _ ledger: Ledger) {
        checker.pointee.observeFirst(token, ledger, &findings.pointee)
    }

    override func result(
        _ ledger: Ledger,
        seen: FactKindSet,
        header: HistoryHeader
    ) -> InvariantResult {
        guard isApplicable else { return result(.notApplicable) }
        checker.pointee.finish(ledger, &findings.pointee)
        let findings = findings.pointee
        let sight = Sight(seen: seen, declared: header.observed)
        let missing = sight.missing(of: Boxed.needs)
        guard missing.isEmpty else {
            return inconclusive("the history has no \(Sight.names(missing)) facts")
        }
        guard findings.violationCount == 0 else {
            let unseen = sight.undeclared(of: Boxed.explanations(with: header.settings))
            guard !unseen.isEmpty else { return result(.violated) }
            return inconclusive(
                "\(Sight.names(unseen)) facts, which the history does not have, may explain this: "
                    + (findings.violations.first?.message ?? "")
            )
        }
        if let doubt = findings.doubt { return result(.inconclusive(doubt)) }
        for need in Boxed.partialNeeds(with: header.settings) {
            let missing = sight.missing(of: need.kinds)
            guard !missing.isEmpty else { continue }
            return inconclusive(
                "the history has no \(Sight.names(missing)) facts, which leaves \(need.part) "
                    + "unchecked"
            )
        }
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
            comparisons: findings.pointee.comparisons,
            violations: [],
            violationCount: 0
        )
    }

    private func result(_ outcome: InvariantResult.Outcome) -> InvariantResult {
        InvariantResult(
            invariant: Boxed.invariant,
            outcome: outcome,
            comparisons: findings.pointee.comparisons,
            violations: findings.pointee.violations,
            violationCount: findings.pointee.violationCount
        )
    }
}
