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

    /// The policies of a portfolio: the remainder of the seed says which, so that a seed's is always
    /// the same.
    package static let policies: [SchedulingPolicySetting] = [
        .jitter, .random, .pct(depth: 2), .pct(depth: 3),
    ]

    /// The policy in place of the scenario's own; nil: its own.
    package func policy(for scenario: Scenario, seed: UInt64) -> SchedulingPolicySetting? {
        let policy: SchedulingPolicySetting
        switch self {
        case .asWritten: return nil
        case .portfolio:
            guard scenario.scheduling == .random else { return nil }
            policy = Self.policies[Int(seed % UInt64(Self.policies.count))]
        case .one(let setting): policy = setting
        }
        return policy == scenario.scheduling ? nil : policy
    }

    /// How the command line names it.
    package var text: String {
        switch self {
        case .asWritten: "scenario"
        case .portfolio: "portfolio"
        case .one(let policy): policy.text
        }
    }
}
