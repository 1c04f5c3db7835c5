package import SimulationKernel

/// Which of the ready jobs runs next.
package indirect enum SchedulingPolicySetting: Hashable, Sendable {
    /// The one that became ready first.
    case fifo
    /// The one that became ready first, but now and then another, drawn from the seed.
    case jitter
    /// Any of them, drawn from the seed.
    case random
    /// The one whose causal chain has the highest priority, for bugs of that depth.
    case pct(depth: Int)
    /// The one that became ready first, but for these choices: one schedule of an exhaustive search.
    case departures([DepartingPolicy.Departure])
    /// As another policy says, but drawn anew from each of these choices on.
    case turns(SchedulingPolicySetting, [TurningPolicy.Turn])

    /// The depths that can be asked for.
    package static let depths = PriorityPolicy.depths

    /// The policy, for one run.
    package var policy: any Policy {
        switch self {
        case .fifo: .fifo
        case .jitter: .jitter
        case .random: .random
        case .pct(let depth): .pct(depth: depth)
        case .departures(let departures): .departures(departures)
        case .turns(let first, let turns): TurningPolicy(first.policy, turns: turns)
        }
    }

    /// The policy for one run of a search, which tells the states at its choices.
    package var searchPolicy: any Policy {
        switch self {
        case .fifo: DepartingPolicy([], tellsStates: true)
        case .departures(let departures): DepartingPolicy(departures, tellsStates: true)
        case .jitter, .random, .pct, .turns:
            preconditionFailure("A search goes through departures from the plainest schedule.")
        }
    }

    /// The same schedule up to a choice, and from there on drawn anew.
    package func turning(at choice: Int, to stream: Int) -> SchedulingPolicySetting {
        let turn = TurningPolicy.Turn(choice: choice, stream: stream)
        guard case .turns(let first, let turns) = self else { return .turns(self, [turn]) }
        return .turns(first, turns.filter { $0.choice < choice } + [turn])
    }
}
