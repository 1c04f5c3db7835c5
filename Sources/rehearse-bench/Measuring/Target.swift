/// What a benchmark must reach.
package enum Target: Equatable {
    /// So many of the unit a second, at least.
    case rate(Double)
    /// So many milliseconds a run, at most.
    case milliseconds(Double)

    /// Whether figures reach it.
    package func isMet(by figures: Figures) -> Bool {
        switch self {
        case .rate(let least): figures.rate >= least
        case .milliseconds(let most): figures.time.median / 1_000_000 <= most
        }
    }
}
