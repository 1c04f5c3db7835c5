/// The decisions of one run: with the seed, all that is needed to repeat it.
///
/// Compact: a step without a choice takes no space.
public struct Schedule: Hashable, Sendable {
    /// One choice and its answer.
    public struct Decision: Hashable, Sendable {
        /// The number of steps executed before.
        public let step: UInt64
        /// How many entries were ready: at least two.
        public let alternatives: UInt32
        /// The entry that ran, below `alternatives`.
        public let chosen: UInt32

        /// Makes a decision.
        public init(step: UInt64, alternatives: UInt32, chosen: UInt32) {
            precondition(chosen < alternatives, "A schedule can only choose among what is ready.")
            self.step = step
            self.alternatives = alternatives
            self.chosen = chosen
        }
    }

    /// The decisions in the order of the run.
    public private(set) var decisions: [Decision]

    /// Makes a schedule of decisions in ascending order of their steps.
    public init(decisions: [Decision] = []) {
        self.decisions = decisions
    }

    /// Adds the next decision.
    mutating func append(_ choice: Choice, chosen: Int) {
        decisions.append(
            Decision(
                step: choice.step,
                alternatives: UInt32(choice.alternatives),
                chosen: UInt32(chosen)
            )
        )
    }
}
