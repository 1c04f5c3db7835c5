package import Histories

/// What one checker has found so far.
package struct Findings {
    /// How many violations are kept with their evidence; the rest are counted.
    package static let violationLimit = 50

    /// The comparisons made.
    package private(set) var comparisons = 0
    /// The violations kept.
    package private(set) var violations: [Violation] = []
    /// The violations found.
    package private(set) var violationCount = 0
    /// Why the checker cannot tell, if so.
    package private(set) var doubt: String?
    private let invariant: String
    private let context: CheckContext

    init(of invariant: Invariant, in context: CheckContext) {
        self.invariant = invariant.id
        self.context = context
    }

    /// Counts one comparison that held.
    package mutating func compared() { comparisons += 1 }

    /// Counts a comparison that did not hold, and keeps its evidence.
    ///
    /// `words` begins in lower case; the session's name is put before it.
    package mutating func violated(
        _ words: @autoclosure () -> String,
        first: Fact? = nil,
        conflicting: Fact,
        session: SessionNumber? = nil
    ) {
        comparisons += 1
        violationCount += 1
        guard violations.count < Self.violationLimit else { return }
        let session = session ?? conflicting.session
        let prefix = session.isNone ? "" : "session \(context.name(of: session)): "
        violations.append(
            Violation(
                invariant: invariant,
                session: session,
                message: prefix + words(),
                first: first,
                conflicting: conflicting
            )
        )
    }

    /// Says why there is no telling; the first reason counts.
    package mutating func doubted(_ reason: String) { doubt = doubt ?? reason }
}
