import Simulator

extension Rehearsal {
    /// What is said of a run, a scenario or a whole rehearsal.
    public enum Verdict: String, Hashable, Sendable {
        /// Every invariant was checked and held.
        case passed
        /// At least one invariant did not hold.
        case violated
        /// A limit was reached or a check proves nothing: never reported as success.
        case inconclusive

        init(_ verdict: Simulator.Verdict) {
            switch verdict {
            case .passed: self = .passed
            case .violated: self = .violated
            case .inconclusive: self = .inconclusive
            }
        }
    }
}
