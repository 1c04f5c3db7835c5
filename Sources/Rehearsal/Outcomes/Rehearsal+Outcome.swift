import Reporting

extension Rehearsal {
    /// What a rehearsal came to.
    public struct Outcome: Sendable {
        /// What each scenario came to, in the order of the files.
        public let scenarios: [ScenarioOutcome]

        init(_ scenarios: [ScenarioOutcome]) {
            self.scenarios = scenarios
        }

        /// What is said of all scenarios together: a violation outweighs doubt, doubt outweighs
        /// success.
        public var verdict: Verdict { Verdict(runReport.verdict) }

        /// What failed, with the evidence, by scenario and seed.
        public var failures: [Failure] { scenarios.flatMap(\.failures) }

        /// The ids of the invariants that failed, each once, in the order in which they did.
        public var violatedInvariants: [String] {
            failures.map(\.invariant).reduce(into: []) { ids, id in
                if !ids.contains(id) { ids.append(id) }
            }
        }

        /// The report that people read, as `rehearse run` prints it: a row for each scenario, what is
        /// doubtful, and each failure with what led to it.
        public var report: String { runReport.text }

        /// Throws unless every scenario passed: the line that makes a test of a rehearsal.
        ///
        /// - Throws: `NotPassed` with the report; also if the outcome is inconclusive.
        public func requirePassed() throws(NotPassed) {
            if verdict != .passed { throw NotPassed(verdict: verdict, report: report) }
        }

        private var runReport: RunReport { RunReport(scenarios.map(\.result), style: .plain) }
    }

    /// A rehearsal did not pass.
    public struct NotPassed: Error, Hashable, CustomStringConvertible {
        /// What is said instead.
        public let verdict: Verdict
        /// The report that people read.
        public let report: String

        /// The text that people read.
        public var description: String { "the rehearsal is \(verdict.rawValue)\n\(report)" }
    }
}
