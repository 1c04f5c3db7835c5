/// How likely a failure becomes as a run goes on: the share of runs that fail when they share the
/// run's schedule up to a choice and are drawn anew from there.
///
/// Where the share jumps, something was decided: the choice behind which the failure can hardly be
/// escaped, though it may show much later.
package struct LocalCausality: Equatable, Sendable {
    /// The runs that share the first choices.
    package struct Point: Equatable, Sendable {
        /// How many choices they share.
        package let choices: Int
        /// The step of the first choice that they do not share.
        package let step: UInt64
        /// The instant of that step, in nanoseconds of virtual time.
        package let time: Int64
        /// How many of them fail.
        package let failed: Int
        /// How many there are.
        package let runs: Int

        /// How likely the failure is.
        package var share: Double { Double(failed) / Double(max(1, runs)) }
    }

    /// The choice at which most was decided.
    package struct Decision: Equatable, Sendable {
        /// The runs that share everything before it.
        package let before: Point
        /// The runs that share it, too.
        package let after: Point
        /// How many entries were ready.
        package let alternatives: Int
        /// Which of them ran, from 1.
        package let chosen: Int
    }

    /// Some points of the run up to the violation, in order; the last one is the run itself.
    package let points: [Point]
    /// What was decided where; nil if the share nowhere rises by much.
    package let decision: Decision?

    /// Puts together what was measured.
    package init(points: [Point], decision: Decision?) {
        self.points = points
        self.decision = decision
    }

    /// Whether the run fails whatever its schedule: nearly all runs fail that share nothing.
    package var isFate: Bool { points.first.map { $0.share >= 0.9 } ?? false }
}
