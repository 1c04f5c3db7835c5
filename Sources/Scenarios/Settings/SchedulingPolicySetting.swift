package import SimulationKernel

/// Which of the ready jobs runs next.
package enum SchedulingPolicySetting: Hashable, Sendable {
    /// The one that became ready first.
    case fifo
    /// The one that became ready first, but now and then another, drawn from the seed.
    case jitter
    /// Any of them, drawn from the seed.
    case random
    /// The one whose causal chain has the highest priority, for bugs of that depth.
    case pct(depth: Int)

    /// The depths that can be asked for.
    package static let depths = PriorityPolicy.depths

    /// How scenarios and the command line write it.
    package var text: String {
        switch self {
        case .fifo: "fifo"
        case .jitter: "jitter"
        case .random: "random"
        case .pct(let depth): "pct(\(depth))"
        }
    }

    /// The policy, for one run.
    package var policy: any Policy {
        switch self {
        case .fifo: .fifo
        case .jitter: .jitter
        case .random: .random
        case .pct(let depth): .pct(depth: depth)
        }
    }
}
