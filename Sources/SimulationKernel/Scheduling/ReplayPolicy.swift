/// Repeats the decisions of a recorded schedule, and says where a run departs from it.
///
/// Strict: each choice must come at the recorded step, between the recorded number of entries.
/// A run that only *looks* like the recorded one is reported, never continued.
public struct ReplayPolicy: Policy {
    private let decisions: [Schedule.Decision]
    private var position = 0

    /// Makes the policy that repeats a schedule.
    public init(_ schedule: Schedule) {
        decisions = schedule.decisions
    }

    /// Needs no randomness.
    public mutating func begin(_ stream: RandomStream) {}

    /// Returns the recorded entry.
    ///
    /// - Throws: `ScheduleDivergence` if the choice is not the next of the recording.
    public mutating func choose(_ choice: Choice) throws(ScheduleDivergence) -> Int {
        guard position < decisions.count else {
            throw ScheduleDivergence(step: choice.step, reason: .recordingEnded)
        }
        let decision = decisions[position]
        guard decision.step >= choice.step else {
            throw ScheduleDivergence(
                step: decision.step,
                reason: .choiceMissing(recordedAlternatives: Int(decision.alternatives))
            )
        }
        guard decision.step == choice.step else {
            throw ScheduleDivergence(
                step: choice.step,
                reason: .choiceUnexpected(alternatives: choice.alternatives)
            )
        }
        guard Int(decision.alternatives) == choice.alternatives else {
            throw ScheduleDivergence(
                step: choice.step,
                reason: .alternativesDiffer(
                    recorded: Int(decision.alternatives),
                    found: choice.alternatives
                )
            )
        }
        position += 1
        return Int(decision.chosen)
    }

    /// Says that the run ended before the recording did.
    public func expectation(after steps: UInt64) -> ScheduleDivergence? {
        guard position < decisions.count else { return nil }
        return ScheduleDivergence(
            step: steps,
            reason: .runEndedEarly(decisionsLeft: decisions.count - position)
        )
    }
}

extension Policy where Self == ReplayPolicy {
    /// Repeats the decisions of a recorded schedule.
    public static func replay(_ schedule: Schedule) -> ReplayPolicy { ReplayPolicy(schedule) }
}
