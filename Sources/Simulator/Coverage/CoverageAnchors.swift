import Histories
import Scenarios

/// A moment of a run at which a situation was first seen, by the fact that led into it.
struct CoverageAnchor: Sendable {
    let situation: UInt64
    let fact: FactKind
    /// Which fact of its kind, from 1; of the session, if there is one.
    let nth: Int
    let session: Int?
}

/// Counts facts as triggers do, so that a moment of a run can be named.
struct FactCensus {
    /// The counts by kind: of facts of no session, then of each session.
    private var counts: [[Int32]] = []

    /// Takes a fact; how its moment is named.
    mutating func count(_ fact: Fact) -> (nth: Int, session: Int?) {
        let isOfSession = fact.kind.canHaveSession && !fact.session.isNone
        let index = isOfSession ? fact.session.index : 0
        while counts.count <= index {
            counts.append(Array(repeating: 0, count: FactKind.allCases.count))
        }
        counts[index][fact.kind.ordinal] += 1
        return (Int(counts[index][fact.kind.ordinal]), isOfSession ? index : nil)
    }
}
