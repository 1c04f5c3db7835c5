package import SimulationKernel

/// Which of the ready jobs runs next.
package enum SchedulingPolicySetting: Hashable, Sendable {
    /// The one that became ready first.
    case fifo
    /// Any of them, drawn from the seed.
    case random
    /// The one whose causal chain has the highest priority, for bugs of that depth.
    case pct(depth: Int)

    /// The depths that can be asked for.
    package static let depths = PriorityPolicy.depths

    /// The policy, for one run.
    package var policy: any Policy {
        switch self {
        case .fifo: .fifo
        case .random: .random
        case .pct(let depth): .pct(depth: depth)
        }
    }
}
