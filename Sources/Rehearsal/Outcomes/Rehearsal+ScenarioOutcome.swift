import Histories
import Reporting
import Scenarios
import Simulator

extension Rehearsal {
    /// What one scenario came to over its seeds.
    public struct ScenarioOutcome: Sendable {
        let result: ScenarioResult
        private let sweep: SeedSweep

        init(_ result: ScenarioResult, sweep: SeedSweep) {
            self.result = result
            self.sweep = sweep
        }

        /// The scenario's name; of a matrix with the combination: `lease[lease=1s]`.
        public var name: String { result.outcome.scenario.name }
        /// The file that it came from, or the name that it was given.
        public var file: String { result.path }
        /// What is said of it, against what it expects.
        public var verdict: Verdict { Verdict(result.outcome.verdict) }
        /// Why its runs prove nothing, in sentences; empty if they do.
        public var doubts: [String] { result.outcome.doubts }
        /// What failed, with the evidence, by first failing seed.
        public var failures: [Failure] { result.failures.map { Failure($0, of: result) } }
        /// Its runs, in order of seeds.
        public var runs: [Run] { result.outcome.runs.map { Run($0) } }

        /// In how many runs each condition of `sometimes` was seen, in the scenario's order.
        public var sometimes: [(condition: String, runs: Int)] {
            result.outcome.sometimes.map { ($0.condition.text, $0.runs) }
        }

        /// Everything that was observed at a seed, as JSON lines: what `rehearse check` reads.
        ///
        /// The seed is run again with its facts recorded, which determinism makes the same run; it
        /// need not be one of those that were run.
        public func history(at seed: UInt64) -> String {
            guard let history = sweep.record(seed: seed).history else {
                preconditionFailure("A recorded run has its history.")
            }
            return history.jsonLines
        }
    }
}
