import Reporting
import Scenarios
import Simulator

/// Words for what a sweep of the shipped architecture is accused of.
enum FailureAlarm {
    /// One line for each invariant.
    static func words(for outcome: SweepOutcome) -> [String] {
        FailureGroup.groups(of: outcome).map { group in
            "\(group.invariant) in \(outcome.scenario.name), first at seed \(group.seeds[0])"
        }
    }
}
