import Histories
import Invariants
import SimulationKernel
import Simulator

extension Rehearsal {
    /// What one run of a scenario at one seed came to.
    public struct Run: Sendable {
        private let outcome: RunOutcome

        init(_ outcome: RunOutcome) {
            self.outcome = outcome
        }

        /// The seed.
        public var seed: UInt64 { outcome.seed }
        /// What the run says of the architecture.
        public var verdict: Verdict { Verdict(outcome.verdict) }
        /// The first violation of each invariant that does not hold, the earliest first.
        public var violations: [Violation] { outcome.violations.map { Violation($0) } }
        /// Why the run proves nothing, in sentences; empty if it does.
        public var doubts: [String] { outcome.doubts }
        /// How many comparisons all invariants made: a check that never ran has none.
        public var comparisons: Int { outcome.statistics.comparisons }
        /// How many facts were observed.
        public var facts: Int { outcome.statistics.facts }
        /// How many scheduling steps there were.
        public var steps: UInt64 { outcome.statistics.steps }
        /// How much virtual time passed.
        public var virtualTime: Duration { .nanoseconds(outcome.statistics.virtualTime) }
        /// What the run did, in 64 bits: equal runs have equal ones.
        public var fingerprint: String { outcome.fingerprint.description }
    }

    /// An invariant did not hold.
    public struct Violation: Hashable, Sendable {
        /// The invariant's id, such as `ordering.delivery`.
        public let invariant: String
        /// What happened, in one sentence that names session, request and times.
        public let message: String
        /// When it showed, in virtual time since the start of the run.
        public let time: Duration
        /// The scheduling step at which it showed.
        public let step: UInt64

        init(_ violation: Invariants.Violation) {
            invariant = violation.invariant
            message = violation.message
            time = .nanoseconds(violation.conflicting.time)
            step = violation.conflicting.step
        }
    }
}
