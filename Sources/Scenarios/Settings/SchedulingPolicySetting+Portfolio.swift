extension SchedulingPolicySetting: CustomStringConvertible {
    /// The policies that find more together than any of them alone: the order of arrival, chance, and
    /// priorities for bugs that need two or three events in an unlikely order.
    package static let portfolio: [SchedulingPolicySetting] = [
        .fifo, .random, .pct(depth: 2), .pct(depth: 3),
    ]

    /// The policy as scenarios write it.
    package var description: String {
        switch self {
        case .fifo: "fifo"
        case .random: "random"
        case .pct(let depth): "pct(\(depth))"
        }
    }
}
