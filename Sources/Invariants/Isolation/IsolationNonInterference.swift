package import Histories

/// The invariant that compares two runs; see ``TranscriptComparison``.
///
/// Of one run alone it cannot say anything: there it is not applicable.
package struct IsolationNonInterference: Checker {
    package static let invariant = Invariant(
        "isolation.non-interference",
        "Removing all other sessions leaves what a session's client sees unchanged, timing aside "
            + "(two runs, on request; else not applicable).",
        specification: ["SC-004"]
    )
    package static let interests: [FactKind] = []
    package static let needs: [FactKind] = []

    package static func isApplicable(to settings: HistorySettings) -> Bool { false }

    package init(_ context: CheckContext) {}

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {}
}
