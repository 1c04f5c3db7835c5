import Scenarios
import Simulator

extension Rehearsal {
    /// Which of the jobs that are ready runs next.
    ///
    /// One policy has blind spots that another has not, so that many seeds are better spent on
    /// several.
    public enum Strategy: Hashable, Sendable {
        /// What the scenario says.
        case scenario
        /// `jitter`, `random`, `pct(2)` and `pct(3)` in turns, by the seed, where the scenario leaves
        /// it to chance.
        case portfolio
        /// The job that became ready first.
        case fifo
        /// The job that became ready first, but now and then another.
        case jitter
        /// Any job.
        case random
        /// The job whose causal chain has the highest priority, for bugs of that depth, from 1 to
        /// 100.
        case pct(depth: Int)

        /// The same, as the simulator takes it.
        var simulated: SchedulingStrategy {
            switch self {
            case .scenario: .asWritten
            case .portfolio: .portfolio
            case .fifo: .one(.fifo)
            case .jitter: .one(.jitter)
            case .random: .one(.random)
            case .pct(let depth): .one(.pct(depth: depth))
            }
        }
    }
}
