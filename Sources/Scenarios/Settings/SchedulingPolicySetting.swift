/// Which of the ready jobs runs next.
package enum SchedulingPolicySetting: String, CaseIterable, Sendable {
    /// The one that became ready first.
    case fifo
    /// Any of them, drawn from the seed.
    case random
}
