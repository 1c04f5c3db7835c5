package import Scenarios

/// Which scheduling policy each seed of a sweep runs under.
///
/// One policy has blind spots that another has not, so that many seeds are better spent on several.
package enum SchedulingStrategy: Hashable, Sendable {
    /// The one that the scenario names.
    case asWritten
    /// One of ``policies`` after the other, where the scenario leaves it to chance.
    case portfolio
    /// This one.
    case one(SchedulingPolicySetting)
    /// Every schedule of each seed with so many departures at most, but no more schedules than that.
    case exhaustive(preemptions: Int, schedules: Int)
    /// As a portfolio, and what has shown something new again with another end of its schedule, or with
    /// a fault more right where it did.
    case guided

    /// The policies of a portfolio: the remainder of the seed says which, so that a seed's is always
    /// the same.
    package static let policies: [SchedulingPolicySetting] = [
        .jitter, .random, .pct(depth: 2), .pct(depth: 3),
    ]

    /// How many schedules an exhaustive search runs at most if nobody says.
    package static let schedules = 10_000

    /// Whether what is run next depends on what was seen, so that a seed alone says little.
    package var isAdaptive: Bool {
        switch self {
        case .exhaustive, .guided: true
        case .asWritten, .portfolio, .one: false
        }
    }

    /// The policy in place of the scenario's own; nil: its own.
    package func policy(for scenario: Scenario, seed: UInt64) -> SchedulingPolicySetting? {
        let policy: SchedulingPolicySetting
        switch self {
        case .asWritten: return nil
        case .portfolio, .guided:
            guard scenario.scheduling == .random else { return nil }
            policy = Self.policies[Int(seed % UInt64(Self.policies.count))]
        case .one(let setting): policy = setting
        case .exhaustive: policy = .fifo
        }
        return policy == scenario.scheduling ? nil : policy
    }

    /// How the command line names it.
    package var text: String {
        switch self {
        case .asWritten: "scenario"
        case .portfolio: "portfolio"
        case .one(let policy): policy.text
        case .exhaustive(let preemptions, Self.schedules):
            "exhaustive(preemptions: \(preemptions))"
        case .exhaustive(let preemptions, let schedules):
            "exhaustive(preemptions: \(preemptions), schedules: \(schedules))"
        case .guided: "guided"
        }
    }
}
