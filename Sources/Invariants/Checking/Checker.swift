package import Histories

/// A streaming check of one invariant.
///
/// A checker sees only the kinds of fact that it is interested in, each together with the ledger as
/// it stood *before* that fact. Its memory is bounded per open session. It reports findings as
/// values and never traps on a strange history.
///
/// Determinism: a function of the facts and their order.
package protocol Checker: SendableMetatype {
    /// The invariant that it checks.
    static var invariant: Invariant { get }
    /// The kinds of fact that it wants to see.
    static var interests: [FactKind] { get }
    /// Of `token-sent` and `token-received`: those of which `observeFirst` wants the first of each
    /// row of tokens of one request on one connection; `agent-token`, if it wants the first of each
    /// attempt.
    ///
    /// Fast path: that comparison is made once for all checkers.
    static var firstTokenInterests: [FactKind] { get }
    /// The kinds of fact without which it cannot tell anything.
    static var needs: [FactKind] { get }

    /// Returns the kinds of fact without which a part of the statement goes unchecked: what is found
    /// without them counts, but that nothing is found is no success.
    static func partialNeeds(with settings: HistorySettings) -> [PartialNeed]

    /// Returns the kinds of fact that may explain what looks like a violation: a source that says
    /// that it cannot observe one of them accuses nobody.
    ///
    /// They may be absent from a history in which nothing went wrong.
    static func explanations(with settings: HistorySettings) -> [FactKind]

    /// Returns whether the settings leave anything to check.
    static func isApplicable(to settings: HistorySettings) -> Bool

    /// Makes a checker before the first fact.
    init(_ context: CheckContext)

    /// Takes the next fact.
    mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings)

    /// Takes the first token of a row, before `observe` takes it if it is of interest there too.
    mutating func observeFirst(_ token: Fact, _ ledger: Ledger, _ findings: inout Findings)

    /// Takes note that no fact follows.
    mutating func finish(_ ledger: Ledger, _ findings: inout Findings)
}

extension Checker {
    package static var firstTokenInterests: [FactKind] { [] }
    package static func partialNeeds(with settings: HistorySettings) -> [PartialNeed] { [] }
    package static func explanations(with settings: HistorySettings) -> [FactKind] { [] }
    package static func isApplicable(to settings: HistorySettings) -> Bool { true }
    package mutating func observeFirst(
        _ token: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {}
    package mutating func finish(_ ledger: Ledger, _ findings: inout Findings) {}
}
