/// What is said of a run, or of all runs of a scenario.
package enum Verdict: Hashable, Sendable {
    /// Every invariant was checked and held.
    case passed
    /// At least one invariant did not hold, or a known failure did not show.
    case violated
    /// A limit was reached or a check proves nothing: never reported as success.
    case inconclusive

    /// The worse of two: a violation outweighs doubt, doubt outweighs success.
    package func combined(with other: Verdict) -> Verdict {
        switch (self, other) {
        case (.violated, _), (_, .violated): .violated
        case (.inconclusive, _), (_, .inconclusive): .inconclusive
        case (.passed, .passed): .passed
        }
    }

    /// The word for reports.
    package var word: String {
        switch self {
        case .passed: "passed"
        case .violated: "violated"
        case .inconclusive: "inconclusive"
        }
    }
}
